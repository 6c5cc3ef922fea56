package org.lianzhen.dicom.pdu;

import io.netty.buffer.ByteBuf;

/**
 * The six bytes before a PDU's content or a presentation data value, gathered one by one because any of them may come in a
 * chunk of its own. Both layouts hold a 32-bit length: a PDU in its last four bytes, a value in its first four.
 */
final class HeaderBytes {
    static final int LENGTH = 6;
    private static final long UNSIGNED_INT = 0xFFFF_FFFFL;
    private static final int UNSIGNED_BYTE = 0xFF;

    private long bytes;
    private int count;

    void reset() {
        bytes = 0;
        count = 0;
    }

    /** Takes one byte; returns how many there are now. */
    int add(ByteBuf in) {
        bytes = (bytes << Byte.SIZE) | in.readUnsignedByte();
        return ++count;
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** The latest byte. */
    int last() {
        return (int) bytes & UNSIGNED_BYTE;
    }

    /** The byte before the latest. */
    int secondLast() {
        return (int) (bytes >>> Byte.SIZE) & UNSIGNED_BYTE;
    }

    /** The latest four bytes as a length. */
    long lastFour() {
        return bytes & UNSIGNED_INT;
    }
}
