package org.lianzhen.dicom.image;

/** Encodes samples and runs by what the model has learnt, as {@link JpegLsSampleReader} decodes them. */
final class JpegLsSampleWriter {

    private static final int LAST_RUN_INDEX = JpegLsModel.RUN_BITS.length - 1;

    private final JpegLsModel model;
    private final JpegLsBitWriter out;
    private final JpegLsCodeWord regular;
    /** By run index. */
    private final JpegLsCodeWord[] interruptions = new JpegLsCodeWord[LAST_RUN_INDEX + 1];
    private int runIndex;

    JpegLsSampleWriter(JpegLsModel model, JpegLsBitWriter out) {
        this.model = model;
        this.out = out;
        int most = model.limit - model.errorBits - 1;
        regular = new JpegLsCodeWord(most, model.errorBits);
        for (int index = 0; index < interruptions.length; index++) {
            interruptions[index] = new JpegLsCodeWord(most - JpegLsModel.RUN_BITS[index] - 1, model.errorBits);
        }
    }

    /** Writes a sample in regular mode; what a decoder will see of it comes back. */
    int sample(int context, int prediction, int value) {
        int index = Math.abs(context);
        int k = model.golomb(index);
        int corrected = model.corrected(context, prediction);
        int difference = value - corrected;
        int error = model.reduce(context < 0 ? -difference : difference);
        int inverted = error ^ model.inversion(index, k);
        out.golomb(inverted << 1 ^ inverted >> (Integer.SIZE - 1), k, regular);
        model.learn(index, error);
        return model.reconstruct(corrected, context < 0 ? -error : error);
    }

    /** Writes how many samples repeat the last one; {@code left} are left in the line. */
    void runLength(int length, int left) {
        int rest = length;
        while (rest >= 1 << JpegLsModel.RUN_BITS[runIndex]) {
            out.bits(1, 1);
            rest -= 1 << JpegLsModel.RUN_BITS[runIndex];
            runIndex = Math.min(runIndex + 1, LAST_RUN_INDEX);
        }
        if (length < left) {
            out.bits(rest, 1 + JpegLsModel.RUN_BITS[runIndex]);
        } else if (rest > 0) {
            out.bits(1, 1);
        }
    }

    /** Writes the sample that ends a run of {@code left}. */
    int interruption(int left, int above, int value) {
        int result;
        if (Math.abs(left - above) <= model.near) {
            int error = model.reduce(value - left);
            error(1, error);
            result = model.reconstruct(left, error);
        } else {
            result = unlike(left, above, value);
        }
        runEnded();
        return result;
    }

    /** Writes a sample that ends a run and is predicted from above. */
    int unlike(int left, int above, int value) {
        int sign = above < left ? -1 : 1;
        int error = model.reduce((value - above) * sign);
        error(0, error);
        return model.reconstruct(above, error * sign);
    }

    /** After the samples that end a run. */
    void runEnded() {
        runIndex = Math.max(0, runIndex - 1);
    }

    private void error(int type, int error) {
        int k = model.interruptionGolomb(type);
        int mapped = model.mapInterruption(type, error, k);
        out.golomb(mapped, k, interruptions[runIndex]);
        model.learnInterruption(type, error, mapped);
    }
}
