package org.lianzhen.dicom.image;

import org.lianzhen.dicom.vr.Bytes;

/**
 * The marker segments of a JPEG 2000 codestream, in its main header and in those of its tile-parts (ISO/IEC 15444-1 annex A.3).
 *
 * <p>Packet headers that are packed into them are refused: nobody writes them into DICOM, and when they are too short the library
 * looks for their end for ever.
 */
final class Jpeg2000Markers {

    private static final int PPM = 0xFF60;
    private static final int PPT = 0xFF61;
    private static final int SOT = 0xFF90;
    private static final int SOD = 0xFF93;
    private static final int EOC = 0xFFD9;
    private static final int MARKER = 2;
    private static final int SOT_SEGMENT = 12;

    private final Bytes stream;

    private Jpeg2000Markers(Bytes stream) {
        this.stream = stream;
    }

    /** Follows the markers from one of the main header on, as far as they make sense. */
    static void check(Bytes stream, int from) {
        var markers = new Jpeg2000Markers(stream);
        long part = markers.header(from, SOT);
        while (markers.at(part) == SOT && part + SOT_SEGMENT <= stream.length()) {
            markers.header(part + SOT_SEGMENT, SOD);
            long length = markers.at(part + 6) << 16 | markers.at(part + 8);
            if (length == 0) {
                return;
            }
            if (length < SOT_SEGMENT + MARKER) {
                throw ImageException.malformed("a JPEG 2000 tile-part of " + length + " bytes");
            }
            part += length;
        }
    }

    /** The place of the marker that ends a header, or one where no marker is. */
    private long header(long from, int end) {
        long place = from;
        for (long marker = at(place); marker > 0xFF00 && marker != end && marker != EOC; marker = at(place)) {
            if (marker == PPM || marker == PPT) {
                throw ImageException.unsupported("JPEG 2000 with packed packet headers");
            }
            place += MARKER + Math.max(MARKER, at(place + MARKER));
        }
        return place;
    }

    /** The two bytes at a place, or -1 behind the end. */
    private long at(long place) {
        return place + 1 < stream.length() ? (long) stream.u8((int) place) << 8 | stream.u8((int) place + 1) : -1;
    }
}
