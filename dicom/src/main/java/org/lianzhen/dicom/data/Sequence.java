package org.lianzhen.dicom.data;

import java.util.List;
import org.lianzhen.dicom.vr.Vr;

/** A sequence of items (PS3.5 section 7.5), possibly without any. */
public record Sequence(int tag, List<DataSet> items) implements Element {

    public Sequence {
        items = List.copyOf(items);
    }

    @Override
    public Vr vr() {
        return Vr.SQ;
    }
}
