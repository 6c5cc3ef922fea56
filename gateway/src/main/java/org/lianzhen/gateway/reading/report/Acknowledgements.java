package org.lianzhen.gateway.reading.report;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.reading.queue.ReadingTask;

/** Keeps who has read that a report was amended or withdrawn. One is asked for with each such version. */
public interface Acknowledgements {

    /** Those that are open first, the longest first; then those that were given, the newest first. */
    CompletionStage<List<Asked>> list(Set<String> units, int limit);

    /** Of a study, oldest first. */
    CompletionStage<List<Asked>> ofStudy(String studyInstanceUid, Set<String> units);

    /** Of all units, those that nobody has given yet, the longest first. */
    CompletionStage<List<Asked>> open(int limit);

    /**
     * Somebody has read a version, and with it those before it; what somebody has read before stays theirs.
     *
     * @return all of the study as they are then
     */
    CompletionStage<List<Asked>> give(Read read, AuditEvent event);

    /**
     * What somebody has read.
     *
     * @param number of the version
     * @param unit code of the unit whose study it is, and to which the account belongs
     */
    record Read(String studyInstanceUid, int number, String unit, String account) {}

    /**
     * One that is asked for.
     *
     * @param study as the version says
     * @param doctor whom the order names, or null
     * @param given null while it is open
     */
    record Asked(Version version, Study study, Instant askedAt, ReadingTask.@Nullable Reader doctor,
            @Nullable Given given) {}

    /** The version that is to be read. */
    record Version(UUID task, int number, SignedReport.Kind kind) {}

    /**
     * What it is about.
     *
     * @param patient a DICOM person name
     */
    record Study(String unit, String uid, String patient, String patientId, String description) {
        /** Says nothing of the patient. */
        @Override
        public String toString() {
            return uid;
        }
    }

    /** Who has read it, and when. */
    record Given(ReadingTask.Reader by, Instant at) {}
}
