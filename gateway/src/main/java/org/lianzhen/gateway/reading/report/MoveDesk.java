package org.lianzhen.gateway.reading.report;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.access.Caller;
import org.lianzhen.gateway.access.Confirmation;
import org.lianzhen.gateway.access.Operation;
import org.lianzhen.gateway.access.Signature;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.reading.queue.ReadingTask;

/** Confirms that a study belongs to another patient: the second person proves who they are, and signs that its report is void. */
public final class MoveDesk {
    private final StudyMoves moves;
    private final ReportDesk.Base base;

    public MoveDesk(StudyMoves moves, ReportDesk.Base base) {
        this.moves = moves;
        this.base = base;
    }

    /** What became of it. */
    public sealed interface Result {
        record Decided(StudyMoves.Outcome outcome) implements Result {}

        /** The second person did not prove who they are. */
        record NotConfirmed(Confirmation.Outcome outcome) implements Result {}
    }

    public CompletionStage<Result> confirm(StudyMoves.Move move, ReportDesk.Signer signer) {
        if (move.proposed().by().account().equals(signer.caller().account())) {
            return CompletableFuture.completedStage(new Result.Decided(StudyMoves.Outcome.SAME_PERSON));
        }
        return base.confirmation().confirm(signer.caller(), signer.proof(), AuditAction.STUDY_MOVE)
                .thenCompose(outcome -> outcome == Confirmation.Outcome.RIGHT
                        ? confirmed(move, signer).thenApply(Result.Decided::new)
                        : CompletableFuture.completedStage(new Result.NotConfirmed(outcome)));
    }

    private CompletionStage<StudyMoves.Outcome> confirmed(StudyMoves.Move move, ReportDesk.Signer signer) {
        Caller caller = signer.caller();
        AuditEvent event = AuditEvent
                .success(caller.actor(Operation.LINK_PATIENTS), AuditAction.STUDY_MOVE, move.study().uid())
                .with(Map.of("step", "confirmed", "move", move.id().toString()));
        return moves.reading(move.study().uid()).thenCompose(read -> {
            SignedReport valid = read.isEmpty() ? null : read.get().valid();
            CompletionStage<StudyMoves.@Nullable Withdrawn> withdrawn = valid == null
                    ? CompletableFuture.completedStage(null)
                    : withdrawal(move, read.orElseThrow().task(), valid, signer);
            return withdrawn.thenCompose(one -> moves.confirm(move,
                    new StudyMoves.Decision(caller.account(), ""), one, event));
        });
    }

    private CompletionStage<StudyMoves.@Nullable Withdrawn> withdrawal(StudyMoves.Move move, ReadingTask task,
            SignedReport valid, ReportDesk.Signer signer) {
        Caller caller = signer.caller();
        // to the precision in which it is kept
        Instant at = base.clock().instant().truncatedTo(ChronoUnit.MILLIS);
        var person = new ReadingTask.Reader(caller.account(), signer.displayName());
        ReadingTask.Reader writer = task.standing().writer();
        String content = SignedContent.of(task, SignedContent.Names.of(task, base.members().members()),
                new SignedContent.Report(SignedReport.Kind.WITHDRAWAL, ReportText.EMPTY,
                        new ReadingTask.Amendment(valid.number(), move.proposed().reason())),
                new SignedContent.Signer(person, writer == null ? person : writer, at));
        var algorithm = Signature.Algorithm.valueOf(base.rules().inForce().rules().signing().name());
        return base.signers().sign(caller, algorithm, content.getBytes(StandardCharsets.UTF_8))
                .thenApply(signature -> new StudyMoves.Withdrawn(task,
                        new SignedReport(task.standing().report() + 1, 0, SignedReport.Kind.WITHDRAWAL, content,
                                caller.account(), at, signature)));
    }
}
