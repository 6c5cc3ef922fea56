package org.lianzhen.gateway.archive;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.vr.SpecificCharacterSet;

/**
 * What a data set says of the character set of its texts. So many devices write nothing, or the same on everything, that such a
 * label may be overruled by whoever knows better; one that says more is believed.
 */
public final class TextLabel {
    private static final List<String> VAGUE = List.of("", "ISO_IR 6", "ISO_IR 100");

    private TextLabel() {}

    /** Whether the label may be overruled. */
    public static boolean isVague(DataSet dataSet) {
        List<String> terms = dataSet.strings(Tag.SpecificCharacterSet);
        return terms.isEmpty() || (terms.size() == 1 && VAGUE.contains(terms.getFirst()));
    }

    /**
     * The data set with its texts read as they really are written.
     *
     * @param actual defined term, or null when nobody knows better than the label
     */
    public static DataSet readable(DataSet dataSet, @Nullable String actual) {
        return actual == null || !isVague(dataSet) ? dataSet
                : dataSet.relabelled(SpecificCharacterSet.of(List.of(actual)));
    }
}
