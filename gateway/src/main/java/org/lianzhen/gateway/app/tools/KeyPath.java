package org.lianzhen.gateway.app.tools;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.DictionaryEntry;
import org.lianzhen.dicom.dict.ElementDictionary;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.vr.Vr;

/**
 * Where a key of a query stands: a tag, or for a worklist the tag of a sequence and one in its item.
 *
 * @param tags of sequences, and at last of the element
 */
record KeyPath(List<Integer> tags) {
    private static final int HEXADECIMAL = 16;

    KeyPath {
        tags = List.copyOf(tags);
    }

    static KeyPath of(int... tags) {
        return new KeyPath(Arrays.stream(tags).boxed().toList());
    }

    /** Keywords or eight hexadecimal digits, separated by dots; null when one of them means nothing. */
    static @Nullable KeyPath parse(String text) {
        var tags = new ArrayList<Integer>();
        for (String part : text.split("\\.", -1)) {
            DictionaryEntry entry = ElementDictionary.entry(part);
            if (entry != null) {
                tags.add(entry.tag());
            } else if (part.matches("[0-9A-Fa-f]{8}")) {
                tags.add(Integer.parseUnsignedInt(part, HEXADECIMAL));
            } else {
                return null;
            }
        }
        boolean nested = tags.subList(0, tags.size() - 1).stream()
                .allMatch(tag -> ElementDictionary.vrOf(tag) == Vr.SQ);
        return nested ? new KeyPath(tags) : null;
    }

    /** The element's own keyword. */
    String name() {
        return ElementDictionary.keywordOf(tags.getLast());
    }

    /** What a match says there, several values separated by backslashes; empty when nothing. */
    String valueIn(DataSet match) {
        DataSet dataSet = match;
        for (int sequence : tags.subList(0, tags.size() - 1)) {
            DataSet item = dataSet.item(sequence);
            if (item == null) {
                return "";
            }
            dataSet = item;
        }
        return String.join("\\", dataSet.strings(tags.getLast()));
    }

    /** Whether it is the element of this tag at the top. */
    boolean is(int tag) {
        return tags.equals(List.of(tag));
    }

    @Override
    public String toString() {
        return tags.stream().map(Tag::format).toList().toString();
    }
}
