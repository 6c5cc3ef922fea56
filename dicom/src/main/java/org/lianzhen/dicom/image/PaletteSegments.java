package org.lianzhen.dicom.image;

import org.lianzhen.dicom.vr.Bytes;

/** One colour of a palette that is told in segments (PS3.3 section C.7.9.2). */
final class PaletteSegments {

    private static final int DISCRETE = 0;
    private static final int LINEAR = 1;
    private static final int INDIRECT = 2;

    private final Bytes data;
    /** Bytes of a number: an entry, an opcode or a length. */
    private final int width;
    private final int[] entries;
    private int filled;
    private int at;

    private PaletteSegments(Bytes data, int bits, int count) {
        this.data = data;
        this.width = bits > Byte.SIZE ? Short.BYTES : 1;
        this.entries = new int[count];
    }

    /**
     * All entries of the table.
     *
     * @param bits of an entry
     * @param count of entries
     */
    static int[] expand(Bytes data, int bits, int count) {
        var segments = new PaletteSegments(data, bits, count);
        while (segments.filled < count) {
            segments.segment(true);
        }
        return segments.entries;
    }

    private void segment(boolean mayLeadElsewhere) {
        int opcode = number();
        int length = number();
        switch (opcode) {
            case DISCRETE -> {
                for (int i = 0; i < length; i++) {
                    put(number());
                }
            }
            case LINEAR -> linear(length, number());
            case INDIRECT -> elsewhere(length, mayLeadElsewhere);
            default -> throw ImageException.malformed("a palette segment of kind " + opcode);
        }
    }

    /** From the entry before, which is none of the segment, to the last one. */
    private void linear(int length, int last) {
        if (filled == 0) {
            throw ImageException.malformed("a palette that begins between two colours");
        }
        int before = entries[filled - 1];
        for (int i = 1; i <= length; i++) {
            put((int) Math.round(before + (double) (last - before) * i / length));
        }
    }

    private void elsewhere(int count, boolean allowed) {
        if (!allowed) {
            throw ImageException.malformed("palette segments that lead from one to the next");
        }
        long place = 0;
        for (int i = 0; i < Integer.BYTES; i += width) {
            place |= (long) number() << (Byte.SIZE * i);
        }
        int back = at;
        at = (int) Math.min(place, data.length());
        for (int i = 0; i < count; i++) {
            segment(false);
        }
        at = back;
    }

    private void put(int entry) {
        if (filled == entries.length) {
            throw ImageException.malformed("palette segments of more than " + entries.length + " entries");
        }
        entries[filled++] = entry;
    }

    private int number() {
        if (at + width > data.length()) {
            throw ImageException.truncated("a palette that ends after " + filled + " of " + entries.length
                    + " entries");
        }
        int number = width == 1 ? data.u8(at) : data.u16(at);
        at += width;
        return number;
    }
}
