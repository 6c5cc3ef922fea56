package org.lianzhen.dicom.json;

import org.lianzhen.dicom.data.DataSet;

/** One entry of a "Value" array as it stands there: its meaning depends on a "vr" that may come later. */
sealed interface JsonValue {

    record Text(String text) implements JsonValue {}

    /** @param digits as written */
    record Digits(String digits) implements JsonValue {}

    /** @param text groups joined by '=' as in an element */
    record Name(String text) implements JsonValue {}

    record Item(DataSet dataSet) implements JsonValue {}

    enum Empty implements JsonValue {
        /** A value left out between others. */
        NULL,
        /** A name without groups or an item without attributes. */
        OBJECT
    }
}
