package org.lianzhen.dicom.image;

/** One component of a JPEG frame while it is decoded: its place, its tables, and its samples. */
final class JpegComponent {

    final int id;
    final int horizontal;
    final int vertical;
    final int quantization;
    /** Samples in a line of {@link #samples}, which may be more than the image has. */
    int stride;
    int lines;
    short[] samples = new short[0];
    int dcTable;
    int acTable;
    /** The last DC value. */
    int predicted;

    /** Reads what the frame header in work says of it. */
    JpegComponent(JpegSegments segments) {
        id = segments.u8();
        int factors = segments.u8();
        horizontal = factors >> 4;
        vertical = factors & 0xF;
        quantization = segments.u8();
        if (horizontal < 1 || horizontal > 4 || vertical < 1 || vertical > 4 || quantization > 3) {
            throw ImageException.malformed("JPEG component with sampling factors " + horizontal + " and " + vertical);
        }
    }

    /** Takes memory for whole units. */
    void allocate(int newStride, int newLines) {
        stride = newStride;
        lines = newLines;
        samples = new short[newStride * newLines];
    }
}
