package org.lianzhen.gateway.reading.critical;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A finding that cannot wait.
 *
 * @param place of which study it is
 * @param what was found
 */
public record CriticalValue(UUID id, Place place, What what, CriticalState state, Times times) {

    /**
     * Where it was found.
     *
     * @param unit code of the unit that made the study and treats the patient
     * @param reader code of the unit that reads the study; the same one when none does
     * @param task identifier of the reading; null when no centre reads the study
     * @param ordering null when no order is known
     */
    public record Place(String unit, String reader, @Nullable UUID task, Study study, @Nullable Ordering ordering) {}

    /**
     * Who ordered the examination.
     *
     * @param account theirs, when somebody of the unit can be found
     * @param doctor as the order says
     * @param phone as the order says, or empty
     */
    public record Ordering(@Nullable String account, String doctor, String phone) {}

    /**
     * The study, as those who treat the patient know it.
     *
     * @param patientName as people write it
     */
    public record Study(String uid, String patientName, String patientId, String sex, String birthDate,
            List<String> modalities, String description) {
        public Study {
            modalities = List.copyOf(modalities);
        }

        /** Says nothing of the patient. */
        @Override
        public String toString() {
            return "study " + uid;
        }
    }

    /**
     * What it is.
     *
     * @param item of the catalogue, as it was then
     * @param finding in words
     * @param by account that raised it
     * @param byName as people know them
     */
    public record What(CriticalRules.Item item, String finding, String by, String byName) {
        /** Says nothing of the finding. */
        @Override
        public String toString() {
            return item.code() + " by " + by;
        }
    }

    /**
     * Its times.
     *
     * @param handleBy null until it was read back
     */
    public record Times(Instant raisedAt, Instant notifyBy, Instant acknowledgeBy, @Nullable Instant handleBy) {}
}
