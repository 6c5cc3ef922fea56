package org.lianzhen.dicom.io;

import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.dict.DictionaryEntry;
import org.lianzhen.dicom.dict.ElementDictionary;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.vr.Vr;

/** Tells from the first bytes of a data set or an item how they are encoded, where the declaration may be wrong. */
final class EncodingGuess {

    /** Bytes of an element header that are looked at. */
    static final int SAMPLE = 8;

    private static final int FIRST_DATA_GROUP = 0x0008;
    /** The first element of a data set is never longer. */
    private static final long LONGEST_FIRST = 0xFFFF;

    private EncodingGuess() {}

    /** The encoding of a data set whose first header is at hand; the declared one unless that is plainly wrong. */
    static Encoding ofDataSet(ByteWindow window, Encoding declared) {
        Vr said = Vr.ofCode(window.vrCode(4));
        int little = window.tag(0, false);
        if (said == null) {
            boolean implicit = !isPrintable(window.u8(4)) && window.u32(4, false) <= LONGEST_FIRST;
            return implicit && isKnown(little) ? Encoding.IMPLICIT_LITTLE : declared;
        }
        int big = window.tag(0, true);
        if (isRather(big, little, said)) {
            return Encoding.EXPLICIT_BIG;
        }
        boolean explicit = declared.explicit() || fits(little, said);
        return !explicit || (declared == Encoding.EXPLICIT_BIG && !isRather(little, big, said))
                ? declared
                : Encoding.EXPLICIT_LITTLE;
    }

    /** Whether the first tag must be this one and not its mirror image: data sets begin with a low group. */
    private static boolean isRather(int tag, int mirrored, Vr said) {
        return isKnown(tag) && !isKnown(mirrored) && fits(tag, said) && Integer.compareUnsigned(tag, mirrored) < 0;
    }

    /** Whether the bytes whose first header is at hand may be a data set at all. */
    static boolean isDataSet(ByteWindow window) {
        return isKnown(window.tag(0, false)) || (isKnown(window.tag(0, true)) && Vr.ofCode(window.vrCode(4)) != null);
    }

    private static boolean isPrintable(int c) {
        return c >= ' ' && c < 0x7F;
    }

    private static boolean isKnown(int tag) {
        return (ElementDictionary.entry(tag) != null && Tag.group(tag) > 0 && Tag.group(tag) < Tag.group(Tag.Item))
                || (Tag.isGroupLength(tag) && Tag.group(tag) >= FIRST_DATA_GROUP && Tag.group(tag) < 0x100);
    }

    /** Whether the dictionary gives a tag this representation, or has nothing against it. */
    private static boolean fits(int tag, Vr said) {
        DictionaryEntry entry = ElementDictionary.entry(tag);
        return entry == null ? ElementDictionary.vrOf(tag) == said : entry.vrs().contains(said);
    }

    /**
     * Whether the first element of an item is in explicit VR.
     *
     * @param at where in the window the element begins
     * @param itemLength of the whole item, 2^32-1 when not given
     */
    static boolean isExplicit(ByteWindow window, int at, long itemLength) {
        Vr said = Vr.ofCode(window.vrCode(at + 4));
        int tag = window.tag(at, false);
        if (said == null || fits(tag, said)) {
            return said != null;
        }
        boolean implicitFits = window.u32(at + 4, false) <= itemLength - SAMPLE;
        return !implicitFits || ElementDictionary.entry(tag) == null;
    }

    /** Whether an item begins with an element at all, rather than with some stretch of compressed pixels. */
    static boolean isElement(ByteWindow window, int at, long itemLength) {
        int tag = window.tag(at, false);
        if (Tag.group(tag) < FIRST_DATA_GROUP) {
            return false;
        }
        @Nullable
        Vr said = Vr.ofCode(window.vrCode(at + 4));
        if (said != null) {
            return fits(tag, said) || Tag.isPrivate(tag);
        }
        return ElementDictionary.entry(tag) != null && window.u32(at + 4, false) <= itemLength - SAMPLE;
    }
}
