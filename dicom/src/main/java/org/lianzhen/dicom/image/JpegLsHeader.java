package org.lianzhen.dicom.image;

import java.util.ArrayList;
import java.util.List;

/**
 * The frame header of a JPEG-LS stream (ISO/IEC 14495-1 annex C.2.2).
 *
 * @param bits precision of samples
 * @param ids of its components, in order
 */
record JpegLsHeader(int bits, int rows, int columns, List<Integer> ids) {

    private static final int NOT_SUBSAMPLED = 0x11;
    private static final int MOST_BITS = 16;

    JpegLsHeader {
        ids = List.copyOf(ids);
    }

    /** Reads the segment in work. */
    static JpegLsHeader read(JpegSegments segments) {
        int bits = segments.u8();
        int rows = segments.u16();
        int columns = segments.u16();
        int count = segments.u8();
        List<Integer> ids = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            ids.add(segments.u8());
            if (segments.u8() != NOT_SUBSAMPLED) {
                throw ImageException.unsupported("JPEG-LS with components of different size");
            }
            segments.u8();
        }
        if (bits < 2 || bits > MOST_BITS) {
            throw ImageException.malformed("JPEG-LS samples of " + bits + " bits");
        }
        if (rows == 0) {
            throw ImageException.unsupported("JPEG-LS whose height is told later");
        }
        return new JpegLsHeader(bits, rows, columns, ids);
    }

    int components() {
        return ids.size();
    }
}
