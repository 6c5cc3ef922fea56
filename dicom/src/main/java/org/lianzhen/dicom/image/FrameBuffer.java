package org.lianzhen.dicom.image;

/** Collects the samples of a frame. */
final class FrameBuffer {

    private final FrameShape shape;
    private final short[] shorts;
    private final int[] ints;

    /** Memory is taken only if the limits allow. */
    FrameBuffer(FrameShape shape, ImageLimits limits) {
        int count = limits.samplesOf(shape.rows(), shape.columns(), shape.samples());
        boolean wide = shape.bits() > Short.SIZE;
        this.shape = shape;
        this.shorts = new short[wide ? 0 : count];
        this.ints = new int[wide ? count : 0];
    }

    /** Sets the low bits of a sample. */
    void put(int index, int value) {
        if (ints.length > 0) {
            ints[index] = value;
        } else {
            shorts[index] = (short) value;
        }
    }

    Frame frame() {
        return ints.length > 0 ? new Frame(shape, ints) : new Frame(shape, shorts);
    }
}
