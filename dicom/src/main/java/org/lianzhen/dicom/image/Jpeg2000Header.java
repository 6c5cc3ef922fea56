package org.lianzhen.dicom.image;

import org.lianzhen.dicom.vr.Bytes;

/**
 * What a JPEG 2000 codestream says of its image and tiles (SIZ, ISO/IEC 15444-1 annex A.5.1).
 *
 * @param bits precision of samples
 */
record Jpeg2000Header(int rows, int columns, int components, int bits) {

    private static final int SOC = 0xFF4F;
    private static final int SIZ = 0xFF51;
    /** A JP2 file has boxes before its codestream. */
    private static final int MOST_BEFORE = 4096;
    private static final int FIXED = 40;
    private static final int PER_COMPONENT = 3;
    private static final int MOST_BITS = 16;
    private static final int MOST_TILES = 65_535;

    /** Reads the header of a stream and checks that its image, its tiles and all it needs memory for are sane. */
    static Jpeg2000Header read(Bytes stream, ImageLimits limits) {
        int at = find(stream);
        if (at + FIXED + PER_COMPONENT > stream.length()) {
            throw ImageException.truncated("JPEG 2000 without its header");
        }
        long left = u32(stream, at + 14);
        long top = u32(stream, at + 18);
        long columns = u32(stream, at + 6) - left;
        long rows = u32(stream, at + 10) - top;
        int components = u16(stream, at + 38);
        if (rows < 1 || columns < 1 || rows > 0xFFFF || columns > 0xFFFF || components < 1 || components > 4) {
            throw ImageException.malformed("JPEG 2000 of " + rows + " rows, " + columns + " columns and " + components
                    + " components");
        }
        limits.samplesOf((int) rows, (int) columns, components);
        checkTiles(stream, at, rows, columns);
        Jpeg2000Markers.check(stream, at);
        int bits = bits(stream, at + FIXED, components);
        return new Jpeg2000Header((int) rows, (int) columns, components, bits);
    }

    private static int find(Bytes stream) {
        for (int at = 0; at + 3 < Math.min(stream.length(), MOST_BEFORE); at++) {
            if (u16(stream, at) == SOC && u16(stream, at + 2) == SIZ) {
                return at + 2;
            }
        }
        throw ImageException.malformed("no JPEG 2000 codestream");
    }

    private static void checkTiles(Bytes stream, int at, long rows, long columns) {
        long width = u32(stream, at + 22);
        long height = u32(stream, at + 26);
        if (width == 0 || height == 0
                || Math.ceilDiv(columns, width) * Math.ceilDiv(rows, height) > MOST_TILES) {
            throw ImageException.malformed("JPEG 2000 tiles of " + width + " by " + height);
        }
    }

    private static int bits(Bytes stream, int at, int components) {
        if (at + PER_COMPONENT * components > stream.length()) {
            throw ImageException.truncated("JPEG 2000 without its header");
        }
        int first = stream.u8(at);
        for (int i = 0; i < components; i++) {
            int component = at + PER_COMPONENT * i;
            if (stream.u8(component) != first || stream.u8(component + 1) != 1 || stream.u8(component + 2) != 1) {
                throw ImageException.unsupported("JPEG 2000 with components of different size");
            }
        }
        int bits = (first & 0x7F) + 1;
        if (bits > MOST_BITS) {
            throw ImageException.unsupported("JPEG 2000 of " + bits + " bits");
        }
        return bits;
    }

    private static int u16(Bytes stream, int at) {
        return stream.u8(at) << 8 | stream.u8(at + 1);
    }

    private static long u32(Bytes stream, int at) {
        return (long) u16(stream, at) << 16 | u16(stream, at + 2);
    }
}
