package org.lianzhen.dicom.image;

import java.util.Arrays;

/**
 * What both sides of JPEG-LS learn about the image as they go: the contexts of regular mode and of run interruptions
 * (ISO/IEC 14495-1 annex A). The letters A, B, C and N are those of the standard.
 */
final class JpegLsModel {

    /** Bits of a run segment by run index (J, annex A.2.1). */
    static final int[] RUN_BITS = { 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 9, 10,
            11, 12, 13, 14, 15 };

    private static final int CONTEXTS = 365;
    /** Run interruption contexts follow the regular ones: unlike neighbours first, like ones second. */
    private static final int INTERRUPTIONS = 2;
    private static final int LOWEST_CORRECTION = -128;
    private static final int HIGHEST_CORRECTION = 127;
    /** No encoder that follows the standard writes a larger error. */
    private static final int MOST_ERROR = 65535;

    final int near;
    final int maxVal;
    final int limit;
    final int errorBits;
    private final int range;
    private final int step;
    private final int reset;
    private final byte[] quantized;

    private final int[] a = new int[CONTEXTS + INTERRUPTIONS];
    private final int[] b = new int[CONTEXTS];
    private final int[] c = new int[CONTEXTS];
    private final int[] n = new int[CONTEXTS + INTERRUPTIONS];
    private final int[] negative = new int[INTERRUPTIONS];

    JpegLsModel(JpegLsCoding coding) {
        near = coding.near();
        maxVal = coding.maxVal();
        limit = coding.limit();
        errorBits = coding.errorBits();
        range = coding.range();
        step = coding.step();
        reset = coding.reset();
        quantized = new byte[2 * maxVal + 1];
        for (int difference = -maxVal; difference <= maxVal; difference++) {
            quantized[difference + maxVal] = quantize(coding, difference);
        }
        start();
    }

    private static byte quantize(JpegLsCoding coding, int difference) {
        int size = Math.abs(difference);
        int region;
        if (size <= coding.near()) {
            region = 0;
        } else if (size < coding.t1()) {
            region = 1;
        } else if (size < coding.t2()) {
            region = 2;
        } else {
            region = size < coding.t3() ? 3 : 4;
        }
        return (byte) (difference < 0 ? -region : region);
    }

    /** Forgets everything, as at the beginning of a scan and after a restart marker. */
    void start() {
        Arrays.fill(a, Math.max(2, (range + 32) / 64));
        Arrays.fill(n, 1);
        Arrays.fill(b, 0);
        Arrays.fill(c, 0);
        Arrays.fill(negative, 0);
    }

    /** The signed context of three gradients, Rd-Rb, Rb-Rc and Rc-Ra; 0 asks for run mode. */
    int context(int first, int second, int third) {
        return (quantized[first + maxVal] * 9 + quantized[second + maxVal]) * 9 + quantized[third + maxVal];
    }

    /** The predictor that sees edges (annex A.4.1). */
    static int predict(int left, int above, int corner) {
        int low = Math.min(left, above);
        int high = Math.max(left, above);
        if (corner >= high) {
            return low;
        }
        return corner <= low ? high : left + above - corner;
    }

    /** The prediction after correction by what the context has seen. */
    int corrected(int context, int prediction) {
        int correction = context < 0 ? -c[-context] : c[context];
        return Math.clamp(prediction + correction, 0, maxVal);
    }

    /** Parameter k of the Golomb code of a regular context, given without sign. */
    int golomb(int context) {
        int k = 0;
        for (int count = n[context]; count < a[context]; count <<= 1) {
            k++;
        }
        return k;
    }

    /** -1 where the context expects its errors mapped the other way round (annex A.5.2), else 0. */
    int inversion(int context, int k) {
        return k == 0 && near == 0 ? (2 * b[context] + n[context] - 1) >> 31 : 0;
    }

    /** Learns an error of regular mode (annex A.6). */
    void learn(int context, int error) {
        int size = Math.abs(error);
        if (size > MOST_ERROR) {
            throw ImageException.malformed("JPEG-LS prediction error beyond every range");
        }
        int sum = b[context] + error * step;
        int count = n[context];
        int sizes = a[context] + size;
        if (count == reset) {
            sizes >>= 1;
            sum >>= 1;
            count >>= 1;
        }
        count++;
        if (sum + count <= 0) {
            sum = Math.max(sum + count, 1 - count);
            c[context] = Math.max(c[context] - 1, LOWEST_CORRECTION);
        } else if (sum > 0) {
            sum = Math.min(sum - count, 0);
            c[context] = Math.min(c[context] + 1, HIGHEST_CORRECTION);
        }
        a[context] = sizes;
        b[context] = sum;
        n[context] = count;
    }

    /** The sample a decoder makes of a prediction and an error (annex A.4.5). */
    int reconstruct(int prediction, int error) {
        int value = prediction + error * step;
        if (value < -near) {
            value += range * step;
        } else if (value > maxVal + near) {
            value -= range * step;
        }
        return Math.clamp(value, 0, maxVal);
    }

    /** The error that is written for a difference: in whole steps and reduced to the range (annex A.4.4, A.4.5). */
    int reduce(int difference) {
        int error = difference > 0 ? (difference + near) / step : -((near - difference) / step);
        if (error < 0) {
            error += range;
        }
        return error >= (range + 1) >> 1 ? error - range : error;
    }

    /** Parameter k of the Golomb code of an interruption; type 1 is that of like neighbours. */
    int interruptionGolomb(int type) {
        int index = CONTEXTS + type;
        int wanted = a[index] + (type == 1 ? n[index] >> 1 : 0);
        int k = 0;
        for (int count = n[index]; count < wanted; count <<= 1) {
            k++;
        }
        return k;
    }

    /** Whether negative errors are the less likely ones here, or k makes no difference. */
    private boolean expectsNegative(int type, int k) {
        return k != 0 || 2 * negative[type] >= n[CONTEXTS + type];
    }

    /** The error of an interruption from its mapped form. */
    int interruptionError(int type, int mapped, int k) {
        int doubled = mapped + type;
        int size = (doubled + 1) >> 1;
        return expectsNegative(type, k) == ((doubled & 1) == 1) ? -size : size;
    }

    /** The mapped form of an error of an interruption. */
    int mapInterruption(int type, int error, int k) {
        boolean odd = error != 0 && expectsNegative(type, k) == error < 0;
        return 2 * Math.abs(error) - type - (odd ? 1 : 0);
    }

    /** Learns an interruption (annex A.7.2). */
    void learnInterruption(int type, int error, int mapped) {
        if (mapped > 2 * MOST_ERROR) {
            throw ImageException.malformed("JPEG-LS interruption error beyond every range");
        }
        int index = CONTEXTS + type;
        if (error < 0) {
            negative[type]++;
        }
        a[index] += (mapped + 1 - type) >> 1;
        if (n[index] == reset) {
            a[index] >>= 1;
            n[index] >>= 1;
            negative[type] >>= 1;
        }
        n[index]++;
    }
}
