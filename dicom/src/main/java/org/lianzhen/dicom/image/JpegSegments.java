package org.lianzhen.dicom.image;

/** Walks through the marker segments of a JPEG or JPEG-LS stream (ISO/IEC 10918-1 annex B). */
final class JpegSegments {

    static final int SOI = 0xD8;
    static final int EOI = 0xD9;
    static final int SOS = 0xDA;
    static final int DRI = 0xDD;
    private static final int FIRST_RESTART = 0xD0;
    private static final int MARKER = 0xFF;

    private final byte[] data;
    private int position;
    /** Of the segment in work. */
    private int end;

    JpegSegments(byte[] data) {
        this.data = data;
        if (data.length < 4 || (data[0] & 0xFF) != MARKER || (data[1] & 0xFF) != SOI) {
            throw ImageException.malformed("no JPEG stream: it does not begin with SOI");
        }
        position = 2;
    }

    /**
     * Goes to the next marker, over anything before it, and into its segment if it has one.
     *
     * @return its low byte
     */
    int next() {
        position = findMarker(position);
        int marker = data[position + 1] & 0xFF;
        position += 2;
        end = position;
        if (!standsAlone(marker)) {
            end = Math.min(position + 2, data.length);
            int length = u16();
            if (length < 2 || length - 2 > data.length - position) {
                throw ImageException.truncated("JPEG segment %02X of %d bytes".formatted(marker, length));
            }
            end = position + length - 2;
        }
        return marker;
    }

    private static boolean standsAlone(int marker) {
        return marker >= FIRST_RESTART && marker <= EOI;
    }

    private int findMarker(int from) {
        for (int at = from; at + 1 < data.length; at++) {
            if ((data[at] & 0xFF) == MARKER && data[at + 1] < 0 && (data[at + 1] & 0xFF) != MARKER) {
                return at;
            }
        }
        throw ImageException.truncated("JPEG stream without end");
    }

    /** An unsigned byte of the segment. */
    int u8() {
        if (position >= end) {
            throw ImageException.truncated("JPEG segment that lacks parameters");
        }
        return data[position++] & 0xFF;
    }

    /** An unsigned number of two bytes of the segment. */
    int u16() {
        return u8() << 8 | u8();
    }

    /** Bytes left in the segment. */
    int left() {
        return end - position;
    }

    /** Leaves the segment in work; what follows it begins here. */
    int skip() {
        position = end;
        return position;
    }

    /** Goes on after entropy-coded data. */
    void resume(int newPosition) {
        position = newPosition;
    }

    byte[] data() {
        return data;
    }
}
