package org.lianzhen.gateway.reading.report;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.access.Caller;
import org.lianzhen.gateway.access.Confirmation;
import org.lianzhen.gateway.access.Operation;
import org.lianzhen.gateway.access.Signature;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.reading.queue.ReadingMove;
import org.lianzhen.gateway.reading.queue.ReadingState;
import org.lianzhen.gateway.reading.queue.ReadingTask;

/**
 * Signs that a final report is not valid any more. One person who may approve reports does it alone: it takes a wrong word away and
 * says none, and must not wait for a second one.
 */
public final class WithdrawalDesk {
    private final ReportDesk.Base base;

    public WithdrawalDesk(ReportDesk.Base base) {
        this.base = base;
    }

    /**
     * What somebody withdraws.
     *
     * @param number of the version that the signer was shown
     * @param identity of the patient whom the signer was shown
     */
    public record Wish(ReadingTask task, int number, ReportDesk.Identity identity, String reason) {}

    /** Signs it, and what was valid is not any more. */
    public CompletionStage<ReportDesk.Result> withdraw(Wish wish, ReportDesk.Signer signer) {
        ReadingTask.Person patient = wish.task().examination().patient();
        if (wish.task().standing().state() != ReadingState.APPROVED) {
            return CompletableFuture.completedStage(new ReportDesk.Result.Stale());
        }
        if (!wish.identity().equals(new ReportDesk.Identity(patient.spoken(), patient.patientId()))) {
            return CompletableFuture.completedStage(new ReportDesk.Result.OtherPatient());
        }
        return base.reports().versions(wish.task().id())
                .thenCompose(versions -> valid(versions).filter(one -> one.number() == wish.number()).isPresent()
                        ? confirmed(wish, signer)
                        : CompletableFuture.completedStage(new ReportDesk.Result.Stale()));
    }

    private static Optional<SignedReport> valid(List<SignedReport> versions) {
        return versions.stream().filter(one -> one.kind().isValid()).reduce((before, after) -> after);
    }

    private CompletionStage<ReportDesk.Result> confirmed(Wish wish, ReportDesk.Signer signer) {
        return base.confirmation().confirm(signer.caller(), signer.proof(), AuditAction.REPORT_SIGN)
                .thenCompose(outcome -> outcome == Confirmation.Outcome.RIGHT
                        ? base.reports().draft(wish.task().id())
                                .thenCompose(draft -> sign(wish, signer, draft.version()))
                        : CompletableFuture.completedStage(new ReportDesk.Result.NotConfirmed(outcome)));
    }

    private CompletionStage<ReportDesk.Result> sign(Wish wish, ReportDesk.Signer signer, int draft) {
        ReadingTask task = wish.task();
        Caller caller = signer.caller();
        int number = task.standing().report() + 1;
        // to the precision in which it is kept
        Instant at = base.clock().instant().truncatedTo(ChronoUnit.MILLIS);
        String content = content(wish, new ReadingTask.Reader(caller.account(), signer.displayName()), at);
        var algorithm = Signature.Algorithm.valueOf(base.rules().inForce().rules().signing().name());
        AuditEvent event = AuditEvent
                .success(caller.actor(Operation.APPROVE_REPORTS), AuditAction.REPORT_SIGN,
                        task.examination().studyInstanceUid())
                .with(Map.of("kind", SignedReport.Kind.WITHDRAWAL.name(), "number", Integer.toString(number),
                        "withdraws", Integer.toString(wish.number())));
        return base.signers().sign(caller, algorithm, content.getBytes(StandardCharsets.UTF_8))
                .thenCompose(signature -> base.reports().sign(new Reports.Signing(task, draft, ReadingMove.WITHDRAW,
                        new SignedReport(number, 0, SignedReport.Kind.WITHDRAWAL, content, caller.account(), at,
                                signature),
                        wish.reason()), event))
                .thenApply(signed -> signed.<ReportDesk.Result>map(ReportDesk.Result.Signed::new)
                        .orElseGet(ReportDesk.Result.Stale::new));
    }

    /** Without a word of what was found: nobody shall take it for a report. */
    private String content(Wish wish, ReadingTask.Reader person, Instant at) {
        ReadingTask task = wish.task();
        ReadingTask.Reader writer = task.standing().writer();
        return SignedContent.of(task, SignedContent.Names.of(task, base.members().members()),
                new SignedContent.Report(SignedReport.Kind.WITHDRAWAL, ReportText.EMPTY,
                        new ReadingTask.Amendment(wish.number(), wish.reason())),
                new SignedContent.Signer(person, writer == null ? person : writer, at));
    }
}
