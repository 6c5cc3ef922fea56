package org.lianzhen.dicom.io;

import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.dict.ElementDictionary;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.vr.Vr;

/**
 * Reads the header of a data element (PS3.5 section 7.1.2 and 7.1.3): the value representation and the length, by the
 * rules, or as near to them as the bytes allow.
 */
final class ElementHeader {

    static final int SHORT = 8;
    static final int LONG = 12;
    static final long UNDEFINED = 0xFFFF_FFFFL;

    /** No value of a short representation written with a 32-bit length is longer. */
    private static final int LONGEST_WIDENED = 0xFFFF;
    /** At top level, where nothing else bounds it, a longer value in a header with odd reserved bytes is not believed. */
    private static final long INCREDIBLE = 1L << 28;

    private final ParseState state;
    private final ByteWindow window;
    private int tag;
    private Vr vr = Vr.UN;
    private long length;
    private int size;
    private boolean unknown;

    ElementHeader(ParseState state) {
        this.state = state;
        this.window = state.window;
    }

    int tag() {
        return tag;
    }

    Vr vr() {
        return vr;
    }

    /** In bytes; {@link #UNDEFINED} when not given. */
    long length() {
        return length;
    }

    boolean isUndefined() {
        return length == UNDEFINED;
    }

    /** Bytes of the header itself. */
    int size() {
        return size;
    }

    /** The bytes said UN, though the dictionary knows better: the value is little endian. */
    boolean saidUnknown() {
        return unknown;
    }

    /** Looks at the next header without taking it. The first 8 bytes must be at hand; false when more are needed. */
    boolean read(int nextTag, DataSetLevel dataSet) {
        tag = nextTag;
        unknown = false;
        boolean complete = dataSet.encoding.explicit() ? readExplicit(dataSet) : readImplicit(dataSet);
        if (complete && vr == Vr.UN) {
            unknown = true;
            recognise(dataSet);
        }
        return complete;
    }

    /** A value too long for its representation's 16-bit length is written as UN (PS3.5 section 6.2.2). */
    private void recognise(DataSetLevel dataSet) {
        Vr real = ElementDictionary.vrOf(tag);
        if (!isUndefined() && length > 0xFFFE && !real.hasLongLength()) {
            vr = ImplicitVr.of(tag, dataSet);
        }
    }

    private boolean readImplicit(DataSetLevel dataSet) {
        return set(ImplicitVr.of(tag, dataSet), window.u32(4, dataSet.encoding.bigEndian()), SHORT);
    }

    private boolean readExplicit(DataSetLevel dataSet) {
        Vr said = Vr.ofCode(window.vrCode(4));
        if (said == null) {
            return readUnknown(dataSet);
        }
        return said.hasLongLength() ? readLong(said, dataSet) : readShort(said, dataSet);
    }

    private boolean readLong(Vr said, DataSetLevel dataSet) {
        if (!window.has(LONG)) {
            return false;
        }
        boolean bigEndian = dataSet.encoding.bigEndian();
        int reserved = window.u16(6, bigEndian);
        long longLength = window.u32(8, bigEndian);
        if (reserved != 0 && longLength != UNDEFINED && longLength > credible(dataSet)) {
            state.note(Quirk.Kind.LENGTH_FIELD_WIDTH);
            return set(said, reserved, SHORT);
        }
        return set(said, longLength, LONG);
    }

    private long credible(DataSetLevel dataSet) {
        return Math.min(INCREDIBLE, dataSet.limit() - window.position() - LONG);
    }

    private boolean readShort(Vr said, DataSetLevel dataSet) {
        boolean bigEndian = dataSet.encoding.bigEndian();
        int shortLength = window.u16(6, bigEndian);
        if (shortLength > 0 || dataSet.limit() - window.position() < 2 * SHORT) {
            return set(said, shortLength, SHORT);
        }
        if (!window.has(2 * SHORT)) {
            return window.ended() && set(said, 0, SHORT);
        }
        if (isWidened(said, dataSet)) {
            state.note(Quirk.Kind.LENGTH_FIELD_WIDTH);
            return set(said, window.u32(8, bigEndian), LONG);
        }
        return set(said, 0, SHORT);
    }

    /**
     * Whether a header with short length 0 really has two reserved bytes and a 32-bit length, as some devices write for
     * every representation: what follows then is no element header, but makes sense as a length.
     */
    private boolean isWidened(Vr said, DataSetLevel dataSet) {
        boolean bigEndian = dataSet.encoding.bigEndian();
        long widened = window.u32(8, bigEndian);
        int next = window.tag(8, bigEndian);
        boolean header = Vr.ofCode(window.vrCode(12)) != null || Tag.group(next) == 0xFFFE;
        boolean inOrder = Integer.compareUnsigned(next, tag) > 0 && ElementDictionary.entry(next) != null;
        boolean whole = said.fixedLength() == 0 || widened % said.fixedLength() == 0;
        boolean fits = widened > 0 && widened <= Math.min(LONGEST_WIDENED, credible(dataSet));
        return !header && !inOrder && fits && whole;
    }

    /**
     * A value representation that does not exist: it may be one of the future, which has a 32-bit length (PS3.5 section
     * 7.1.2), a header in implicit VR, or rubbish where the dictionary knows the truth.
     */
    private boolean readUnknown(DataSetLevel dataSet) {
        boolean bigEndian = dataSet.encoding.bigEndian();
        int shortLength = window.u16(6, bigEndian);
        boolean blank = window.u16(4, bigEndian) == 0;
        if (!blank && !(isPrintable(window.u8(4)) && isPrintable(window.u8(5)))) {
            return setUnknown(dataSet, window.u32(4, bigEndian), SHORT);
        }
        Vr known = ElementDictionary.vrOf(tag);
        boolean longLength = blank ? known.hasLongLength() && known != Vr.UN : known.hasLongLength();
        if (shortLength != 0 || !longLength) {
            return setUnknown(dataSet, shortLength, SHORT);
        }
        return window.has(LONG) && setUnknown(dataSet, window.u32(8, bigEndian), LONG);
    }

    private static boolean isPrintable(int c) {
        return c >= ' ' && c < 0x7F;
    }

    private boolean setUnknown(DataSetLevel dataSet, long newLength, int newSize) {
        state.note(Quirk.Kind.UNKNOWN_VR);
        return set(ImplicitVr.of(tag, dataSet), newLength, newSize);
    }

    private boolean set(@Nullable Vr newVr, long newLength, int newSize) {
        vr = newVr == null ? Vr.UN : newVr;
        length = newLength;
        size = newSize;
        return true;
    }
}
