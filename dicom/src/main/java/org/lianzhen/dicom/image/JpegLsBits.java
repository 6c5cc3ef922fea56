package org.lianzhen.dicom.image;

/**
 * Reads the bits of a JPEG-LS scan: after a byte of ones the next byte holds seven bits, and a marker ends the scan
 * (ISO/IEC 14495-1 annex A.1).
 */
final class JpegLsBits {

    private static final int CAPACITY = Long.SIZE;
    private static final int BYTE = 8;

    private final byte[] data;
    private int position;
    /** Bits that the next byte holds. */
    private int width = BYTE;
    /** The next bits from the top, zeros below the {@link #count} known ones. */
    private long cache;
    private int count;

    JpegLsBits(byte[] data, int position) {
        this.data = data;
        this.position = position;
    }

    private void fill() {
        while (count <= CAPACITY - BYTE && position < data.length) {
            int next = data[position] & 0xFF;
            if (next == 0xFF && (position + 1 == data.length || data[position + 1] < 0)) {
                return;
            }
            cache |= (long) next << (CAPACITY - width - count);
            count += width;
            width = next == 0xFF ? BYTE - 1 : BYTE;
            position++;
        }
    }

    /** The next 0 to 32 bits as a number. */
    int bits(int wanted) {
        if (count < wanted) {
            fill();
            if (count < wanted) {
                throw truncated();
            }
        }
        int value = (int) (cache >>> 1 >>> (CAPACITY - 1 - wanted));
        cache <<= wanted;
        count -= wanted;
        return value;
    }

    /**
     * A number in a limited Golomb code (annex A.5.3).
     *
     * @param most zeros that announce a number written plainly
     * @param plainBits of such a number
     */
    int golomb(int k, int most, int plainBits) {
        int zeros = Long.numberOfLeadingZeros(cache);
        if (zeros >= count) {
            fill();
            zeros = Long.numberOfLeadingZeros(cache);
            if (zeros >= count) {
                throw truncated();
            }
        }
        if (zeros > most) {
            throw ImageException.malformed("JPEG-LS code word beyond its limit");
        }
        cache <<= zeros + 1;
        count -= zeros + 1;
        return zeros == most ? bits(plainBits) + 1 : zeros << k | bits(k);
    }

    private static ImageException truncated() {
        return ImageException.truncated("JPEG-LS scan ends before its samples");
    }

    /** Where the bytes not looked at begin: at most a few before the marker that ends the scan. */
    int position() {
        return position;
    }
}
