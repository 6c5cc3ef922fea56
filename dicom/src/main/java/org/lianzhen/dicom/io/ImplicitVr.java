package org.lianzhen.dicom.io;

import java.util.List;
import org.lianzhen.dicom.dict.DictionaryEntry;
import org.lianzhen.dicom.dict.ElementDictionary;
import org.lianzhen.dicom.vr.Vr;

/** Finds the representation of elements that do not carry one (PS3.5 annex A.1). */
final class ImplicitVr {

    private ImplicitVr() {}

    /** By the dictionary and, where that leaves a choice between signed and unsigned, by Pixel Representation. */
    static Vr of(int tag, DataSetLevel dataSet) {
        DictionaryEntry entry = ElementDictionary.entry(tag);
        if (entry == null) {
            return ElementDictionary.vrOf(tag);
        }
        List<Vr> choice = entry.vrs();
        boolean undecided = choice.size() > 1 && choice.contains(Vr.SS) && entry.vr() != Vr.OW;
        return undecided ? dataSet.unsignedOrSigned() : entry.vr();
    }
}
