package org.lianzhen.dicom.image;

/** Decodes samples and runs by what the model has learnt; each component of a line-interleaved scan has its own. */
final class JpegLsSampleReader {

    private final JpegLsModel model;
    private final JpegLsBits bits;
    private final int mostZeros;
    private int runIndex;

    JpegLsSampleReader(JpegLsModel model, JpegLsBits bits) {
        this.model = model;
        this.bits = bits;
        this.mostZeros = model.limit - model.errorBits - 1;
    }

    /** A sample in regular mode. */
    int sample(int context, int prediction) {
        int index = Math.abs(context);
        int k = model.golomb(index);
        int corrected = model.corrected(context, prediction);
        int mapped = bits.golomb(k, mostZeros, model.errorBits);
        int error = mapped >>> 1 ^ -(mapped & 1) ^ model.inversion(index, k);
        model.learn(index, error);
        return model.reconstruct(corrected, context < 0 ? -error : error);
    }

    /** How many samples repeat the last one, up to those left in the line (annex A.7.1). */
    int runLength(int left) {
        int length = 0;
        while (bits.bits(1) == 1) {
            int segment = 1 << JpegLsModel.RUN_BITS[runIndex];
            if (length + segment > left) {
                return left;
            }
            length += segment;
            if (runIndex < JpegLsModel.RUN_BITS.length - 1) {
                runIndex++;
            }
            if (length == left) {
                return left;
            }
        }
        length += bits.bits(JpegLsModel.RUN_BITS[runIndex]);
        if (length >= left) {
            throw ImageException.malformed("JPEG-LS run beyond the end of its line");
        }
        return length;
    }

    /** The sample that ends a run of {@code left}. */
    int interruption(int left, int above) {
        boolean alike = Math.abs(left - above) <= model.near;
        int value = alike ? model.reconstruct(left, error(1)) : unlike(left, above);
        runEnded();
        return value;
    }

    /** A sample that ends a run and is predicted from above, as all of a sample-interleaved pixel are. */
    int unlike(int left, int above) {
        int error = error(0);
        return model.reconstruct(above, above < left ? -error : error);
    }

    /** After the samples that end a run. */
    void runEnded() {
        runIndex = Math.max(0, runIndex - 1);
    }

    private int error(int type) {
        int k = model.interruptionGolomb(type);
        int most = mostZeros - JpegLsModel.RUN_BITS[runIndex] - 1;
        int mapped = bits.golomb(k, most, model.errorBits);
        int error = model.interruptionError(type, mapped, k);
        model.learnInterruption(type, error, mapped);
        return error;
    }
}
