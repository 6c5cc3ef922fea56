package org.lianzhen.gateway.reading.queue;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.member.Urgency;

/**
 * A study that a centre is to read.
 *
 * @param standing how far that is
 * @param clock by when it is to be done
 */
public record ReadingTask(UUID id, Owner owner, Examination examination, Standing standing, Clock clock) {

    /**
     * Whose study it is and who reads it.
     *
     * @param unit code of the unit that made it
     * @param centre code of the centre that reads it
     * @param reader code of the unit that runs the centre
     * @param home centre that has given it to the one that reads it, or null
     */
    public record Owner(String unit, String centre, String reader, @Nullable String home) {

        /** One of a study that is where it was queued. */
        public Owner(String unit, String centre, String reader) {
            this(unit, centre, reader, null);
        }
    }

    /**
     * The study, as its images tell.
     *
     * @param bodyParts of its series, without repetition
     * @param lateralities of its series: L, R or B
     * @param instances that are here
     */
    public record Examination(String studyInstanceUid, Person patient, String accessionNumber, String studyDate,
            String studyTime, String description, List<String> modalities, List<String> bodyParts,
            List<String> lateralities,
            int instances) {
        public Examination {
            modalities = List.copyOf(modalities);
            bodyParts = List.copyOf(bodyParts);
            lateralities = List.copyOf(lateralities);
        }
    }

    /**
     * Who the patient is, as the images tell.
     *
     * @param name a DICOM person name
     * @param spoken the same as people write it
     * @param birthDate YYYYMMDD or empty
     */
    public record Person(String name, String spoken, String patientId, String issuer, String birthDate, String sex) {
        /** Says nothing of the person. */
        @Override
        public String toString() {
            return "a person";
        }
    }

    /**
     * How far it has come.
     *
     * @param holder who has it in hand, or null
     * @param writer who signed the preliminary report, or null
     * @param approver who signed the final one, or null
     * @param report number of the newest signed report; 0 when there is none
     * @param version grows with every move
     * @param amendment null while no final report is being changed
     */
    public record Standing(ReadingState state, @Nullable Reader holder, @Nullable Reader writer,
            @Nullable Reader approver, int report, int version, @Nullable Amendment amendment) {

        public boolean isHeldBy(String account) {
            return holder != null && holder.account().equals(account);
        }

        public boolean isWrittenBy(String account) {
            return writer != null && writer.account().equals(account);
        }
    }

    /**
     * A final report is to be changed.
     *
     * @param number of the version that is valid until then
     */
    public record Amendment(int number, String reason) {}

    /**
     * Somebody who reads.
     *
     * @param name as people know them
     */
    public record Reader(String account, String name) {}

    /**
     * Its time.
     *
     * @param receivedAt when all of it was here; null while it is arriving
     * @param dueAt by when the report is to be final; null before
     * @param heldUntil when it is taken from whoever has it in hand and does not touch it; null when nobody has
     */
    public record Clock(Urgency urgency, @Nullable Instant receivedAt, @Nullable Instant dueAt,
            @Nullable Instant heldUntil) {}
}
