package org.lianzhen.gateway.recognition;

import java.time.Instant;
import java.util.List;

/**
 * A result that is there already, with what is known of it at the moment of ordering.
 *
 * @param id what it is known by here
 * @param person whose it is, in the patient index
 * @param identityVerified whether a number of the person says so, and not the name alone
 * @param unit that made it
 * @param item code of what was examined; an examination that is several items is as many results
 * @param laterality L, R, B, U or empty
 */
public record ExamResult(String id, String person, boolean identityVerified, Place unit, String item,
        String laterality, Instant performedAt, Standing standing, Vouching vouching) {
    /** How far a report is. */
    public enum ReportStatus {
        REGISTERED, PRELIMINARY, FINAL, AMENDED, WITHDRAWN;

        boolean isFinal() {
            return this == FINAL || this == AMENDED;
        }
    }

    /** Whether images can be had. */
    public enum ImageState {
        ONLINE, NEARLINE, ABSENT
    }

    /** How good images are (甲, 乙, 丙, 废). */
    public enum ImageGrade {
        A, B, C, REJECT, UNGRADED;

        boolean isUsable() {
            return this != C && this != REJECT;
        }
    }

    /** What is known of the unit's quality control of the item on the day of the examination. */
    public enum Quality {
        PASS, FAIL, UNKNOWN
    }

    /** What has become of it. */
    public record Standing(ReportStatus report, ImageState images, ImageGrade grade) {}

    /**
     * Who vouches for it.
     *
     * @param marks that the unit had for the item on the day of the examination
     * @param deviceBelowMinimum whether the device is known to be less than the item asks for
     * @param suspended whether the unit, or its mark for the item, was suspended since
     */
    public record Vouching(Quality quality, List<MarkScope> marks, boolean deviceBelowMinimum, boolean suspended) {
        public Vouching {
            marks = List.copyOf(marks);
        }
    }

    /** Says nothing of the person. */
    @Override
    public String toString() {
        return "result " + id + " of " + unit.unit();
    }
}
