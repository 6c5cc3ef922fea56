package org.lianzhen.gateway.reading.report;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.reading.queue.ReadingMove;
import org.lianzhen.gateway.reading.queue.ReadingTask;

/** Keeps reports. */
public interface Reports {

    /** What is being written; {@link ReportDraft#NONE} when nothing is. */
    CompletionStage<ReportDraft> draft(UUID task);

    /**
     * Keeps a draft in place of its base, and that its author is at work.
     *
     * @param draft the next version
     * @return empty, with nothing kept, when somebody else has the study in hand, or another window was faster
     */
    CompletionStage<Optional<ReportDraft>> keep(UUID task, ReportDraft draft, Hold hold, AuditEvent event);

    /** Whoever writes keeps the study in hand for so long again. */
    record Hold(String account, Duration time) {}

    /** Signed versions, oldest first. */
    CompletionStage<List<SignedReport>> versions(UUID task);

    /**
     * Signed versions of a study, oldest first, and whose it is; empty when it has none.
     *
     * @param units whose may be seen
     */
    CompletionStage<List<SignedReport>> ofStudy(String studyInstanceUid, Set<String> units);

    /**
     * Keeps what was signed, makes the move, and puts both on record: all or nothing.
     *
     * @return empty, with nothing kept, when the draft or the study has changed since
     */
    CompletionStage<Optional<ReadingTask>> sign(Signing signing, AuditEvent event);

    /**
     * What is to be kept.
     *
     * @param task as it was when it was signed
     * @param draft version of the draft that was signed
     * @param reason why images that were not shown do not matter, or empty
     */
    record Signing(ReadingTask task, int draft, ReadingMove move, SignedReport report, String reason) {}
}
