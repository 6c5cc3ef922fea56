package org.lianzhen.dicom.rules.sample;

import java.util.List;
import org.lianzhen.dicom.rules.SizeGuide;

/** Imports {@code dicom.rules}. */
public final class Importer {
    private Importer() {}

    static List<String> use(SizeGuide guide) {
        return guide.sizeOffences();
    }
}
