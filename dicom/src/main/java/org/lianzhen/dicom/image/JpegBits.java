package org.lianzhen.dicom.image;

/** Reads the bits of a JPEG scan, in which a zero byte follows each byte of ones (ISO/IEC 10918-1 annex F.2.2.5). */
final class JpegBits {

    private static final int BYTE_MASK = 0xFF;

    private final byte[] data;
    private int position;
    private int cache;
    private int count;
    /** Zeros at the end of the cache that stand for nothing: a code is looked up by more bits than it has. */
    private int madeUp;

    JpegBits(byte[] data, int position) {
        this.data = data;
        this.position = position;
    }

    private void fill() {
        while (count <= Integer.SIZE - Byte.SIZE) {
            int next = 0;
            boolean ended = position >= data.length;
            if (!ended) {
                next = data[position] & BYTE_MASK;
                boolean ones = next == BYTE_MASK;
                ended = ones && (position + 1 >= data.length || data[position + 1] != 0);
                if (!ended) {
                    position += ones ? 2 : 1;
                }
            }
            if (ended) {
                next = 0;
                madeUp += Byte.SIZE;
            }
            cache |= next << (Integer.SIZE - Byte.SIZE - count);
            count += Byte.SIZE;
        }
    }

    /** The next symbol of a table. */
    int symbol(JpegHuffmanTable table) {
        if (count < JpegHuffmanTable.LONGEST) {
            fill();
        }
        int found = table.find(cache >>> (Integer.SIZE - JpegHuffmanTable.LONGEST));
        if (found == 0) {
            throw madeUp > 0 ? truncated() : ImageException.malformed("JPEG with a code that no table has");
        }
        skip(found >> Byte.SIZE);
        return found & BYTE_MASK;
    }

    /** A number of so many bits, 0 to 16, that gives its sign by its first bit (EXTEND, annex F.2.2.1). */
    int signed(int bits) {
        if (bits == 0) {
            return 0;
        }
        if (count < bits) {
            fill();
        }
        int value = cache >>> (Integer.SIZE - bits);
        skip(bits);
        return value >>> (bits - 1) == 0 ? value - (1 << bits) + 1 : value;
    }

    private void skip(int bits) {
        cache <<= bits;
        count -= bits;
        if (count < madeUp) {
            throw truncated();
        }
    }

    private static ImageException truncated() {
        return ImageException.truncated("JPEG scan ends before its samples");
    }

    /** Where the bytes not looked at begin. */
    int position() {
        return position;
    }
}
