package org.lianzhen.dicom.dict;

import java.util.List;
import org.lianzhen.dicom.vr.Vr;

/**
 * One line of the data element tables.
 *
 * @param tag the tag; digits that repeating groups leave open are zero
 * @param mask ones where the tag is fixed, zeros at open digits; -1 for an ordinary element
 * @param keyword such as PatientName; empty for a few retired elements
 * @param vrs all permitted value representations in the order of the standard; empty for item delimiters
 * @param vm value multiplicity such as 1, 1-n or 2-2n
 * @param retired whether new objects should not have it
 * @param name such as "Patient's Name"
 */
public record DictionaryEntry(int tag, int mask, String keyword, List<Vr> vrs, String vm, boolean retired,
        String name) {

    public DictionaryEntry {
        vrs = List.copyOf(vrs);
    }

    /** Whether this entry stands for a family of tags such as (60xx,3000). */
    public boolean isRepeating() {
        return mask != -1;
    }

    boolean matches(int candidate) {
        return (candidate & mask) == tag;
    }

    /**
     * The representation to assume when nothing else is known: OW where it is one of several (as Implicit VR Little
     * Endian has it, PS3.5 annex A.1, and because its length is not limited to 16 bits), otherwise the first.
     */
    public Vr vr() {
        return vrs.contains(Vr.OW) ? Vr.OW : vrs.isEmpty() ? Vr.UN : vrs.getFirst();
    }
}
