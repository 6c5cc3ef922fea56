package org.lianzhen.dicom.image;

/** Where the samples of one component go: among those of the other components of their pixels. */
final class JpegLsTarget {

    private final short[] samples;
    private final int columns;
    private final int components;
    private final int component;

    JpegLsTarget(short[] samples, JpegLsHeader header, int component) {
        this.samples = samples;
        this.columns = header.columns();
        this.components = header.components();
        this.component = component;
    }

    /** Keeps a line, whose first sample is at index 1. */
    void put(int row, int[] line) {
        int at = row * columns * components + component;
        for (int column = 1; column <= columns; column++) {
            samples[at] = (short) line[column];
            at += components;
        }
    }
}
