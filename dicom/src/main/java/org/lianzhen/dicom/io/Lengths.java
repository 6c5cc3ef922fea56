package org.lianzhen.dicom.io;

import java.util.IdentityHashMap;
import org.lianzhen.dicom.data.BulkValue;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Element;
import org.lianzhen.dicom.data.Fragment;
import org.lianzhen.dicom.data.Fragments;
import org.lianzhen.dicom.data.Sequence;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.ElementDictionary;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.io.WriteOptions.SequenceLengths;
import org.lianzhen.dicom.vr.Vr;

/** How many bytes elements will take, for one encoding and one way to end sequences. */
final class Lengths {

    static final long UNDEFINED = 0xFFFF_FFFFL;
    static final long LARGEST = 0xFFFF_FFFEL;
    private static final int LARGEST_SHORT = 0xFFFE;
    private static final int ITEM_HEADER = 8;
    private static final int DELIMITER = 8;
    private static final int SHORT_HEADER = 8;
    private static final int LONG_HEADER = 12;
    private static final int GROUP_LENGTH_VALUE = 4;

    private final boolean explicit;
    private final SequenceLengths style;
    private final IdentityHashMap<DataSet, Long> known = new IdentityHashMap<>();

    Lengths(boolean explicit, SequenceLengths style) {
        this.explicit = explicit;
        this.style = style;
    }

    /** Of all elements that will be written, computed group lengths aside. */
    long ofElements(DataSet dataSet) {
        Long length = known.get(dataSet);
        if (length == null) {
            length = 0L;
            for (Element element : dataSet) {
                length += Tag.isGroupLength(element.tag()) ? 0 : ofElement(element);
            }
            known.put(dataSet, length);
        }
        return length;
    }

    /** Of the elements of one group, its group length element aside. */
    long ofGroup(DataSet dataSet, int group) {
        long length = 0;
        for (Element element : dataSet) {
            boolean counts = Tag.group(element.tag()) == group && !Tag.isGroupLength(element.tag());
            length += counts ? ofElement(element) : 0;
        }
        return length;
    }

    int ofGroupLength() {
        return SHORT_HEADER + GROUP_LENGTH_VALUE;
    }

    private long ofElement(Element element) {
        long value = ofValue(element);
        boolean longHeader = explicit && writtenAs(element, value).hasLongLength();
        long delimiter = isUndefined(element, value) ? DELIMITER : 0;
        return (longHeader ? LONG_HEADER : SHORT_HEADER) + value + delimiter;
    }

    /** Without the delimiter of a sequence. */
    long ofValue(Element element) {
        return switch (element) {
            case Value value -> value.bytes().length();
            case BulkValue bulk -> bulk.data().length() + (bulk.data().length() & 1);
            case Fragments fragments -> ITEM_HEADER + fragments.basicOffsetTable().length()
                    + fragments.fragments().stream().mapToLong(Fragment::length).map(length -> length + ITEM_HEADER)
                            .sum();
            case Sequence sequence -> sequence.items().stream().mapToLong(this::ofItem).sum();
        };
    }

    private long ofItem(DataSet item) {
        long length = ofElements(item);
        return ITEM_HEADER + length + (isUndefinedItem(length) ? DELIMITER : 0);
    }

    boolean isUndefinedItem(long length) {
        return style == SequenceLengths.UNDEFINED || length > LARGEST;
    }

    /** Whether the element ends with a delimiter: fragments do, and sequences that have items if so chosen. */
    boolean isUndefined(Element element, long value) {
        return switch (element) {
            case Fragments fragments -> true;
            case Sequence sequence -> !sequence.items().isEmpty()
                    && (isUndefinedItem(value) || isUnrecognisable(sequence.tag()));
            case Value plain -> false;
            case BulkValue bulk -> false;
        };
    }

    /** In implicit VR only the undefined length shows that an element unknown to the dictionary is a sequence. */
    private boolean isUnrecognisable(int tag) {
        return !explicit && ElementDictionary.vrOf(tag) != Vr.SQ;
    }

    /** Its own representation, or UN when that has no room for the length (PS3.5 section 6.2.2). */
    static Vr writtenAs(Element element, long value) {
        return !element.vr().hasLongLength() && value > LARGEST_SHORT ? Vr.UN : element.vr();
    }
}
