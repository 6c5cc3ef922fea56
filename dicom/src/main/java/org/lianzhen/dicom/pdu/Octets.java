package org.lianzhen.dicom.pdu;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.Arrays;

/** An immutable run of bytes with value equality: service-class information, credentials. Never printed. */
public final class Octets {
    /** No bytes. */
    public static final Octets EMPTY = new Octets(new byte[0]);

    private final byte[] bytes;

    private Octets(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A copy of the given bytes. */
    public static Octets of(byte... bytes) {
        return bytes.length == 0 ? EMPTY : new Octets(bytes.clone());
    }

    /** The bytes of a text. */
    public static Octets of(String text, Charset charset) {
        return new Octets(text.getBytes(charset));
    }

    /** Number of bytes. */
    public int length() {
        return bytes.length;
    }

    /** A copy of the bytes. */
    public byte[] toByteArray() {
        return bytes.clone();
    }

    /** A read-only view. */
    public ByteBuffer asByteBuffer() {
        return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    }

    /** The bytes as text. */
    public String toText(Charset charset) {
        return new String(bytes, charset);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Octets octets && Arrays.equals(bytes, octets.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** The length only: the content may be a password. */
    @Override
    public String toString() {
        return "Octets[" + bytes.length + " bytes]";
    }
}
