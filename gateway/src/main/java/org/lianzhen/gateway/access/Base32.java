package org.lianzhen.gateway.access;

/** RFC 4648 section 6 without padding, as authenticator apps and people read it. */
final class Base32 {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int BITS = 5;
    private static final int MASK = 31;

    private Base32() {}

    static String of(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        int buffer = 0;
        int held = 0;
        for (byte one : bytes) {
            buffer = ((buffer << Byte.SIZE) | (one & 0xFF)) & 0xFFFF;
            held += Byte.SIZE;
            while (held >= BITS) {
                held -= BITS;
                text.append(ALPHABET.charAt(buffer >> held & MASK));
            }
        }
        return held == 0 ? text.toString()
                : text.append(ALPHABET.charAt(buffer << (BITS - held) & MASK)).toString();
    }
}
