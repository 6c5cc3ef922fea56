package org.lianzhen.dicom.image;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The samples of one frame, row by row from the top left, those of one pixel beside each other.
 *
 * <p>Two frames are equal when their sizes and all their samples are.
 */
public final class Frame {

    /** Samples of more bits are kept in {@code int}s. */
    private static final int SHORT_BITS = 16;

    private final FrameShape shape;
    /** Low bits of each sample; empty when {@link #ints} is in use. */
    private final short[] shorts;
    private final int[] ints;

    /** Takes ownership of the array, whose elements hold the bits of one sample each. */
    Frame(FrameShape shape, short[] samples) {
        this(shape, samples, new int[0]);
    }

    /** As {@link #Frame(FrameShape, short[])}, for samples of more than 16 bits. */
    Frame(FrameShape shape, int[] samples) {
        this(shape, new short[0], samples);
    }

    private Frame(FrameShape shape, short[] shorts, int[] ints) {
        this.shape = shape;
        this.shorts = shorts;
        this.ints = ints;
        boolean wide = shape.bits() > SHORT_BITS;
        if ((wide ? ints.length : shorts.length) != shape.sampleCount()) {
            throw new IllegalArgumentException("samples that are no frame of " + shape);
        }
    }

    /**
     * A frame of these samples; of each the low bits of the shape are kept.
     *
     * @throws IllegalArgumentException when there are not as many as the shape has
     */
    public static Frame of(FrameShape shape, int[] samples) {
        if (shape.bits() > SHORT_BITS) {
            return new Frame(shape, samples.clone());
        }
        short[] kept = new short[samples.length];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = (short) samples[i];
        }
        return new Frame(shape, kept);
    }

    public FrameShape shape() {
        return shape;
    }

    public int rows() {
        return shape.rows();
    }

    public int columns() {
        return shape.columns();
    }

    /** Samples per pixel. */
    public int samples() {
        return shape.samples();
    }

    /** As {@link #sample(int)}, which takes unsigned samples of 32 bits for signed ones. */
    long value(int index) {
        int sample = sample(index);
        return shape.signed() ? sample : Integer.toUnsignedLong(sample);
    }

    /**
     * The value of a sample by its place among all of the frame, signed when the shape is. One of 32 bits without sign comes in the
     * bits of an {@code int}.
     */
    public int sample(int index) {
        int unused = Integer.SIZE - shape.bits();
        int raw = (shorts.length > 0 ? shorts[index] : ints[index]) << unused;
        return shape.signed() ? raw >> unused : raw >>> unused;
    }

    /** The value of one sample of a pixel. */
    public int sample(int row, int column, int sample) {
        if (row < 0 || row >= rows() || column < 0 || column >= columns() || sample < 0 || sample >= samples()) {
            throw new IndexOutOfBoundsException("no sample " + sample + " at row " + row + ", column " + column);
        }
        return sample((row * columns() + column) * samples() + sample);
    }

    /** The same bits, of which fewer or more count, with or without sign; shares the memory of this frame. */
    Frame as(int bits, boolean signed) {
        return new Frame(new FrameShape(rows(), columns(), samples(), bits, signed), shorts, ints);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (!(other instanceof Frame that) || rows() != that.rows() || columns() != that.columns()
                || samples() != that.samples()) {
            return false;
        }
        for (int i = 0; i < shape.sampleCount(); i++) {
            if (sample(i) != that.sample(i)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(new int[]{ rows(), columns(), samples(), sample(0) });
    }

    /** Sizes only. */
    @Override
    public String toString() {
        return "Frame of " + shape;
    }
}
