package org.lianzhen.gateway.reading.outgoing;

import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.vr.SpecificCharacterSet;

/** A coded concept of PS3.16. */
record Code(String value, String scheme, String meaning) {
    static final Code REPORT = new Code("18748-4", "LN", "Diagnostic imaging report");
    static final Code LANGUAGE = new Code("121049", "DCM", "Language of Content Item and Descendants");
    static final Code CHINESE = new Code("zh-CN", "RFC5646", "Chinese (China)");
    static final Code OBSERVER_TYPE = new Code("121005", "DCM", "Observer Type");
    static final Code PERSON = new Code("121006", "DCM", "Person");
    static final Code OBSERVER_NAME = new Code("121008", "DCM", "Person Observer Name");
    static final Code OBSERVER_ORGANIZATION = new Code("121009", "DCM", "Person Observer's Organization Name");
    static final Code OF_INTEREST = new Code("113000", "DCM", "Of Interest");
    static final Code REJECTED = new Code("113037", "DCM", "Rejected for Patient Safety Reasons");
    static final Code DESCRIPTION = new Code("113012", "DCM", "Key Object Description");
    static final Code KEY_IMAGES = new Code("55113-5", "LN", "Key images");

    /** As an item of a code sequence. */
    DataSet item() {
        return DataSet.itemBuilder(SpecificCharacterSet.UTF_8).put(Tag.CodeValue, value)
                .put(Tags.CodingSchemeDesignator, scheme).put(Tag.CodeMeaning, meaning).build();
    }
}
