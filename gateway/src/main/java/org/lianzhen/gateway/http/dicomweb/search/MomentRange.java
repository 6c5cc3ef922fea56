package org.lianzhen.gateway.http.dicomweb.search;

import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.vr.DicomDate;
import org.lianzhen.dicom.vr.DicomTime;
import org.lianzhen.dicom.vr.InvalidValueException;
import org.lianzhen.dicom.vr.ValueRange;
import org.lianzhen.dicom.vr.Vr;

/** Dates and times to search by: one, or a range that may be open at one end (PS3.4 section C.2.2.2.5). */
final class MomentRange {
    private MomentRange() {}

    /** Refuses what is neither, and ranges that nothing can lie in. */
    static void check(Vr vr, String keyword, String value) {
        if (isEmpty(vr, keyword, value)) {
            throw SearchParameters.refusal("no-range", keyword + " has a range that ends before it begins.");
        }
    }

    /** Refuses what is neither. */
    static void checkForm(Vr vr, String keyword, String value) {
        isEmpty(vr, keyword, value);
    }

    private static boolean isEmpty(Vr vr, String keyword, String value) {
        try {
            return vr == Vr.DA ? isEmpty(DicomDate.parseRange(value)) : isEmpty(DicomTime.parseRange(value));
        } catch (InvalidValueException e) {
            String form = vr == Vr.DA ? "YYYYMMDD" : "HHMMSS";
            throw SearchParameters.refusal("no-range",
                    keyword + " must be " + form + ", or a range " + form + "-" + form
                            + " that may be open at one end.");
        }
    }

    private static <T extends Comparable<? super T>> boolean isEmpty(ValueRange<T> range) {
        @Nullable
        T from = range.from();
        @Nullable
        T to = range.to();
        return from != null && to != null && from.compareTo(to) > 0;
    }
}
