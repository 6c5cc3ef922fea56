package org.lianzhen.dicom.data;

import org.lianzhen.dicom.vr.Vr;

/** A value kept by reference, such as native pixel data. */
public record BulkValue(int tag, Vr vr, BulkData data) implements Element {

    public BulkValue {
        if (vr == Vr.SQ) {
            throw new IllegalArgumentException("a sequence of items is no bulk value");
        }
    }
}
