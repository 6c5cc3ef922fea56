package org.lianzhen.dicom.image;

import java.util.Random;
import java.util.function.IntBinaryOperator;

/** Generated images of the kinds that codecs treat differently. */
enum TestFrames {
    /** One value everywhere: nothing but runs. */
    FLAT,
    /** A slow ramp with steps. */
    RAMP,
    /** Every value equally likely: the longest code words. */
    NOISE,
    /** Runs that random values interrupt. */
    RUNS,
    /** Like tissue: smooth with a little noise. */
    SMOOTH,
    /** Lowest and highest values by turns. */
    EXTREMES;

    Frame of(FrameShape shape, long seed) {
        var random = new Random(seed);
        int highest = (int) Math.min(Integer.MAX_VALUE, (1L << shape.bits()) - 1);
        int[] samples = new int[shape.sampleCount()];
        IntBinaryOperator pattern = pattern(shape, random, highest);
        for (int i = 0; i < samples.length; i++) {
            samples[i] = pattern.applyAsInt(i, i < shape.samples() ? highest / 2 : samples[i - shape.samples()]);
        }
        return Frame.of(shape, samples);
    }

    /** From place and value of the same sample in the pixel before. */
    private IntBinaryOperator pattern(FrameShape shape, Random random, int highest) {
        int width = shape.columns() * shape.samples();
        int flat = random.nextInt(highest) + 1;
        return switch (this) {
            case FLAT -> (at, before) -> flat;
            case RAMP -> (at, before) -> (at % width / 3 + at / width * 2) & highest;
            case NOISE -> (at, before) -> random.nextInt() & highest;
            case RUNS -> (at, before) -> random.nextInt(12) == 0 ? random.nextInt() & highest : before;
            case SMOOTH -> (at, before) -> {
                double wave = Math.sin(at % width / 17.0) * Math.cos((double) at / width / 11.0);
                return ((int) (highest * (0.5 + 0.4 * wave)) & ~1) | random.nextInt(2);
            };
            case EXTREMES -> (at, before) -> random.nextInt(3) == 0 ? before : highest - before & highest;
        };
    }
}
