package org.lianzhen.dicom.data;

import org.lianzhen.dicom.vr.Vr;

/**
 * One data element (PS3.5 section 7.1): a value in memory, a sequence of items, a value kept elsewhere, or
 * encapsulated pixel data.
 */
public sealed interface Element permits Value, Sequence, BulkValue, Fragments {

    /** Group in bits 31-16, element in bits 15-0; to be compared unsigned. */
    int tag();

    /** The value representation, {@link Vr#UN} when nobody knows it. */
    Vr vr();
}
