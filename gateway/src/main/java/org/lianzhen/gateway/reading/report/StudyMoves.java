package org.lianzhen.gateway.reading.report;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.reading.queue.ReadingTask;

/** Keeps proposals to file studies to another patient, and carries them out. Not a byte of what was received is changed by it. */
public interface StudyMoves {

    /** Those that wait first, then the newest. */
    CompletionStage<List<Move>> list(Set<String> units, int limit);

    CompletionStage<Optional<Move>> find(UUID id, Set<String> units);

    /** Proposes one, unless one of the study waits already, or it is filed there. */
    CompletionStage<Outcome> propose(Proposal proposal, AuditEvent event);

    /** Rejects one, or takes one's own back. */
    CompletionStage<Outcome> reject(UUID id, Decision decision, AuditEvent event);

    /** The reading of a study and the newest report on it that somebody may believe; empty when nobody reads it. */
    CompletionStage<Optional<Read>> reading(String studyInstanceUid);

    /**
     * Files the study to the other patient; its report, if it has one, is withdrawn with it, and its reading begins anew: all or nothing.
     *
     * @param withdrawal null when there is no report
     * @param event on the study, kept for the patient that it was filed to, and for the one that it is filed to now
     */
    CompletionStage<Outcome> confirm(Move move, Decision decision, @Nullable Withdrawn withdrawal, AuditEvent event);

    /** Confirmed ones of the last days, for those who must know. */
    CompletionStage<List<Told>> confirmed(int limit);

    /** What became of it. */
    enum Outcome {
        DONE,
        /** There is no such study, patient or proposal that the caller may see. */
        UNKNOWN,
        /** Somebody has decided, one waits already, the study was read on meanwhile, or it is filed there. */
        STALE,
        /** Who proposed it does not confirm it. */
        SAME_PERSON
    }

    /**
     * To whom a study belongs.
     *
     * @param patient record, or null when an order tells
     * @param accessionNumber of an order of the study's unit, or null when the record is known
     * @param units whose studies and patients the person may move
     */
    record Proposal(String studyInstanceUid, @Nullable UUID patient, @Nullable String accessionNumber, String reason,
            Set<String> units, String account) {
        public Proposal {
            units = Set.copyOf(units);
        }

        /** Says nothing of the patient. */
        @Override
        public String toString() {
            return "a move of " + studyInstanceUid;
        }
    }

    /** Who decides, and why; empty when it is confirmed. */
    record Decision(String account, String why) {}

    /**
     * A proposal.
     *
     * @param state OPEN, CONFIRMED or REJECTED
     */
    record Move(UUID id, Study study, Patient from, Patient to, Said proposed, String state, @Nullable Said decided) {}

    /** @param receivers titles of the nodes that it was sent to */
    record Study(String unit, String uid, String description, String date, List<String> receivers) {
        public Study {
            receivers = List.copyOf(receivers);
        }
    }

    /** @param name a DICOM person name */
    record Patient(UUID id, String name, String patientId, String birthDate, String sex) {
        /** Says nothing of the person. */
        @Override
        public String toString() {
            return "a patient";
        }
    }

    /** Who said so, when, and why. */
    record Said(ReadingTask.Reader by, Instant at, String reason) {}

    /** @param valid the newest report that was not withdrawn, or null */
    record Read(ReadingTask task, @Nullable SignedReport valid) {}

    /** @param task as it was when that was signed */
    record Withdrawn(ReadingTask task, SignedReport report) {}

    /** @param receivers titles of the nodes that it was sent to */
    record Told(UUID move, String unit, String study, List<String> receivers) {
        public Told {
            receivers = List.copyOf(receivers);
        }
    }
}
