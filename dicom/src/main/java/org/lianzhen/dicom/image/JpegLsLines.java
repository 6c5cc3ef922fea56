package org.lianzhen.dicom.image;

/** The line in work and the one above it, with one more sample at either end (ISO/IEC 14495-1 annex A.2.1). */
final class JpegLsLines {

    private int[] above;
    private int[] current;

    JpegLsLines(int columns) {
        above = new int[columns + 2];
        current = new int[columns + 2];
    }

    /** The line above; sample 0 of the image is at index 1. */
    int[] above() {
        return above;
    }

    /** The line in work, in the same order. */
    int[] current() {
        return current;
    }

    /** Makes the line in work the one above the next, and gives both their outer samples. */
    void advance() {
        int[] finished = current;
        current = above;
        above = finished;
        above[above.length - 1] = above[above.length - 2];
        current[0] = above[1];
    }
}
