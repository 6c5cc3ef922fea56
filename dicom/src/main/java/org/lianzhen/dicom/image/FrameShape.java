package org.lianzhen.dicom.image;

/**
 * The size of a frame and what its samples can be.
 *
 * @param samples per pixel
 * @param bits of one sample that count, 1 to 32
 * @param signed whether they are in two's complement
 */
public record FrameShape(int rows, int columns, int samples, int bits, boolean signed) {

    public FrameShape {
        if (rows < 1 || columns < 1 || samples < 1 || bits < 1 || bits > Integer.SIZE) {
            throw new IllegalArgumentException("no frame: " + rows + " rows, " + columns + " columns, " + samples
                    + " samples of " + bits + " bits");
        }
        Math.multiplyExact(Math.multiplyExact(rows, columns), samples);
    }

    /** Of the whole frame. */
    public int sampleCount() {
        return rows * columns * samples;
    }

    /** The lowest value a sample can have. */
    long lowest() {
        return signed ? -(1L << (bits - 1)) : 0;
    }

    /** The highest value a sample can have. */
    long highest() {
        return (1L << (signed ? bits - 1 : bits)) - 1;
    }
}
