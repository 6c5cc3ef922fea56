package org.lianzhen.dicom.image;

/** One component of a frame as an encoder takes it: raw bits, without sign. */
final class JpegLsSource {

    private final Frame frame;
    private final int component;
    private final int mask;

    JpegLsSource(Frame frame, int component) {
        this.frame = frame;
        this.component = component;
        this.mask = (1 << frame.shape().bits()) - 1;
    }

    /** Puts a line into an array from index 1 on. */
    void take(int row, int[] line) {
        int columns = frame.columns();
        int step = frame.samples();
        int at = row * columns * step + component;
        for (int column = 1; column <= columns; column++) {
            line[column] = frame.sample(at) & mask;
            at += step;
        }
    }
}
