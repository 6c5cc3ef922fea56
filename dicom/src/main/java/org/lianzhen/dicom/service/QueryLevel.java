package org.lianzhen.dicom.service;

import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.dict.Tag;

/** Query/Retrieve Level (0008,0052), from the top of the hierarchy down (PS3.4 section C.6). */
public enum QueryLevel {
    PATIENT(Tag.PatientID), STUDY(Tag.StudyInstanceUID), SERIES(Tag.SeriesInstanceUID), IMAGE(Tag.SOPInstanceUID);

    private final int uniqueKey;

    QueryLevel(int uniqueKey) {
        this.uniqueKey = uniqueKey;
    }

    /** Tag of the element that identifies one entity of this level. */
    public int uniqueKey() {
        return uniqueKey;
    }

    /** The level a value of (0008,0052) names, or null; IMAGE is also written INSTANCE by some. */
    public static @Nullable QueryLevel of(@Nullable String value) {
        return switch (value) {
            case "PATIENT" -> PATIENT;
            case "STUDY" -> STUDY;
            case "SERIES" -> SERIES;
            case "IMAGE", "INSTANCE" -> IMAGE;
            case null, default -> null;
        };
    }
}
