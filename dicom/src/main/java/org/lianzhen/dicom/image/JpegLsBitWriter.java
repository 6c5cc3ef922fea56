package org.lianzhen.dicom.image;

import java.util.Arrays;
import org.lianzhen.dicom.vr.Bytes;

/** Writes a JPEG-LS stream: bytes of headers and the bits of scans, seven to the byte after one of ones. */
final class JpegLsBitWriter {

    private static final int BYTE = 8;
    private static final int MOST_AT_ONCE = 32;

    private byte[] out;
    private int length;
    /** Bits not yet written, the oldest on top of {@link #count}. */
    private long pending;
    private int count;
    /** Bits that the next byte holds. */
    private int width = BYTE;

    JpegLsBitWriter(int capacity) {
        out = new byte[capacity];
    }

    void u8(int value) {
        if (length == out.length) {
            out = Arrays.copyOf(out, Math.max(2 * length, 64));
        }
        out[length++] = (byte) value;
    }

    void u16(int value) {
        u8(value >> BYTE);
        u8(value);
    }

    /** Writes the low bits of a number, at most 32. */
    void bits(int value, int bits) {
        pending = pending << bits | (value & (1L << bits) - 1);
        count += bits;
        while (count >= width) {
            count -= width;
            int next = (int) (pending >>> count) & (1 << width) - 1;
            u8(next);
            width = next == 0xFF ? BYTE - 1 : BYTE;
        }
    }

    /** Writes a number in a limited Golomb code, as {@link JpegLsBits#golomb} reads it. */
    void golomb(int value, int k, JpegLsCodeWord code) {
        int zeros = value >>> k;
        if (zeros >= code.mostZeros()) {
            zeros(code.mostZeros());
            bits(value - 1, code.plainBits());
        } else if (zeros + 1 + k <= MOST_AT_ONCE) {
            bits(1 << k | (value & (1 << k) - 1), zeros + 1 + k);
        } else {
            zeros(zeros);
            bits(value, k);
        }
    }

    private void zeros(int zeros) {
        int left = zeros;
        while (left >= MOST_AT_ONCE) {
            bits(0, MOST_AT_ONCE);
            left -= MOST_AT_ONCE;
        }
        bits(1, left + 1);
    }

    /** Fills the last byte of a scan with zeros; a last byte of ones is followed by an empty one. */
    void endScan() {
        if (count > 0 || width < BYTE) {
            bits(0, width - count);
        }
        if (width < BYTE) {
            bits(0, width);
        }
        count = 0;
    }

    Bytes written() {
        return Bytes.wrap(Arrays.copyOf(out, length));
    }
}
