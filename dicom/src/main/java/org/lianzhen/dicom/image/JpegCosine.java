package org.lianzhen.dicom.image;

/** The inverse discrete cosine transform of a block of 8 by 8 (ISO/IEC 10918-1 annex A.3.3). */
final class JpegCosine {

    private static final int SIDE = 8;
    private static final float[] BASIS = basis();

    private final float[] rows = new float[SIDE * SIDE];

    private static float[] basis() {
        float[] basis = new float[SIDE * SIDE];
        for (int x = 0; x < SIDE; x++) {
            for (int u = 0; u < SIDE; u++) {
                double scale = u == 0 ? Math.sqrt(0.125) : 0.5;
                basis[x * SIDE + u] = (float) (scale * Math.cos((2 * x + 1) * u * Math.PI / 16));
            }
        }
        return basis;
    }

    /** Turns coefficients, in natural order and dequantized, into samples about 0, in place. */
    void inverse(float[] block) {
        for (int v = 0; v < SIDE; v++) {
            line(block, v * SIDE, 1, rows);
        }
        for (int x = 0; x < SIDE; x++) {
            line(rows, x, SIDE, block);
        }
    }

    /** One line in one direction: by even and odd frequencies, which mirrored samples share. */
    private static void line(float[] from, int start, int step, float[] to) {
        float f0 = from[start];
        float f1 = from[start + step];
        float f2 = from[start + 2 * step];
        float f3 = from[start + 3 * step];
        float f4 = from[start + 4 * step];
        float f5 = from[start + 5 * step];
        float f6 = from[start + 6 * step];
        float f7 = from[start + 7 * step];
        for (int x = 0; x < SIDE / 2; x++) {
            int at = x * SIDE;
            float even = BASIS[at] * f0 + BASIS[at + 2] * f2 + BASIS[at + 4] * f4 + BASIS[at + 6] * f6;
            float odd = BASIS[at + 1] * f1 + BASIS[at + 3] * f3 + BASIS[at + 5] * f5 + BASIS[at + 7] * f7;
            to[start + x * step] = even + odd;
            to[start + (SIDE - 1 - x) * step] = even - odd;
        }
    }
}
