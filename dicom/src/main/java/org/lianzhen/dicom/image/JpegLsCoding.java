package org.lianzhen.dicom.image;

/**
 * Coding parameters of a JPEG-LS scan (ISO/IEC 14495-1 annex C.2.4.1.1) and what follows from them.
 *
 * @param maxVal highest sample value
 * @param near most that a sample may be off; 0 is lossless
 * @param t1 first threshold of gradients
 * @param reset number of occurrences after which a context halves its counts
 */
record JpegLsCoding(int maxVal, int near, int t1, int t2, int t3, int reset) {

    private static final int DEFAULT_RESET = 64;
    /** Far above any use; keeps all sums of a context within 32 bits. */
    private static final int MOST_RESET = 8191;
    private static final int MOST_NEAR = 255;
    private static final int EIGHT_BITS = 128;
    private static final int TWELVE_BITS = 4095;

    JpegLsCoding {
        if (maxVal < 1 || maxVal > 0xFFFF || near < 0 || near > Math.min(MOST_NEAR, maxVal / 2)) {
            throw ImageException.malformed("JPEG-LS with MAXVAL " + maxVal + " and NEAR " + near);
        }
        if (t1 < near + 1 || t2 < t1 || t3 < t2 || t3 > maxVal || reset < 3 || reset > MOST_RESET) {
            throw ImageException.malformed("JPEG-LS with thresholds " + t1 + ", " + t2 + ", " + t3 + " and RESET "
                    + reset);
        }
    }

    /** The parameters of a stream that gives none of its own (annex C.2.4.1.1.1). */
    static JpegLsCoding standard(int maxVal, int near) {
        return withDefaults(maxVal, near, new int[4]);
    }

    /** The parameters of a stream whose preset is {@code t1, t2, t3, reset}; 0 stands for the default. */
    static JpegLsCoding withDefaults(int maxVal, int near, int[] preset) {
        int t1;
        int t2;
        int t3;
        if (maxVal >= EIGHT_BITS) {
            int factor = (Math.min(maxVal, TWELVE_BITS) + EIGHT_BITS) >> 8;
            t1 = clamp(factor + 2 + 3 * near, near + 1, maxVal);
            t2 = clamp(factor * 4 + 3 + 5 * near, t1, maxVal);
            t3 = clamp(factor * 17 + 4 + 7 * near, t2, maxVal);
        } else {
            int factor = 256 / (maxVal + 1);
            t1 = clamp(Math.max(2, 3 / factor + 3 * near), near + 1, maxVal);
            t2 = clamp(Math.max(3, 7 / factor + 5 * near), t1, maxVal);
            t3 = clamp(Math.max(4, 21 / factor + 7 * near), t2, maxVal);
        }
        return new JpegLsCoding(maxVal, near, orDefault(preset[0], t1), orDefault(preset[1], t2),
                orDefault(preset[2], t3), orDefault(preset[3], DEFAULT_RESET));
    }

    private static int clamp(int value, int low, int high) {
        return value > high || value < low ? low : value;
    }

    private static int orDefault(int value, int standard) {
        return value == 0 ? standard : value;
    }

    /** Width of a step between values that stay apart. */
    int step() {
        return 2 * near + 1;
    }

    /** RANGE: number of different prediction errors. */
    int range() {
        return (maxVal + 2 * near) / step() + 1;
    }

    /** qbpp: bits of a mapped error. */
    int errorBits() {
        return bitsFor(range());
    }

    /** LIMIT: most bits of a code word. */
    int limit() {
        int bits = Math.max(2, bitsFor(maxVal + 1));
        return 2 * (bits + Math.max(8, bits));
    }

    private static int bitsFor(int values) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(values - 1);
    }
}
