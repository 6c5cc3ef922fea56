package org.lianzhen.gateway.reading.report;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.access.Caller;
import org.lianzhen.gateway.access.Confirmation;
import org.lianzhen.gateway.access.Operation;
import org.lianzhen.gateway.access.Signature;
import org.lianzhen.gateway.access.Signers;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.member.MemberDirectory;
import org.lianzhen.gateway.order.Order;
import org.lianzhen.gateway.reading.MarkStore;
import org.lianzhen.gateway.reading.critical.CriticalCheck;
import org.lianzhen.gateway.reading.critical.CriticalFlag;
import org.lianzhen.gateway.reading.queue.ReadingMove;
import org.lianzhen.gateway.reading.queue.ReadingRuleBook;
import org.lianzhen.gateway.reading.queue.ReadingState;
import org.lianzhen.gateway.reading.queue.ReadingTask;

/** Signs reports, when whoever signs has proved once more who they are and everything that a report must have is there. */
public final class ReportDesk {
    private final Base base;

    /**
     * What it stands on.
     *
     * @param marks where whoever signs may have measured
     */
    public record Base(Reports reports, MarkStore marks, Confirmation confirmation, Signers signers,
            ReadingRuleBook rules,
            MemberDirectory members, CriticalCheck critical, Ordered orders, InstantSource clock) {}

    public ReportDesk(Base base) {
        this.base = base;
    }

    /**
     * What somebody signs.
     *
     * @param task as the signer has it in hand
     * @param draft version of the draft that the signer sees
     * @param identity of the patient whom the signer was shown
     * @param cautionsSeen whether the signer keeps to a text that contradicts the images
     * @param notShown why images that were not shown do not matter; empty when all were
     */
    public record Wish(ReadingTask task, int draft, Identity identity, boolean cautionsSeen, String notShown) {}

    /** As the signer was shown it. */
    public record Identity(String name, String patientId) {
        @Override
        public String toString() {
            return "an identity";
        }
    }

    /**
     * Who signs.
     *
     * @param displayName as people know them
     */
    public record Signer(Caller caller, String displayName, Confirmation.Proof proof) {
        private ReadingTask.Reader person() {
            return new ReadingTask.Reader(caller.account(), displayName);
        }
    }

    /** What became of it. */
    public sealed interface Result {
        /** It is signed. */
        record Signed(ReadingTask task) implements Result {}

        /** The signer did not prove who they are. */
        record NotConfirmed(Confirmation.Outcome outcome) implements Result {}

        /** Something that a report must have is missing. */
        record Incomplete(List<ReportText.Element> missing) implements Result {}

        /** The patient of the study is not, or no longer, who the signer was shown. */
        record OtherPatient() implements Result {}

        /** What the study came of is an order for somebody else. */
        record OtherPatientOrdered() implements Result {}

        /** The text contradicts the images, and the signer has not said that it shall stay so. */
        record Doubtful(List<Caution> cautions) implements Result {}

        /** Nobody who treats the patient has read back a critical value of the study. */
        record Unanswered() implements Result {}

        /** The draft or the study has changed since the signer looked, or is in somebody else's hand. */
        record Stale() implements Result {}
    }

    /** Signs as the writer what is in the signer's hand to be written, and as the approver what is there to be looked at. */
    public CompletionStage<Result> sign(Wish wish, Signer signer) {
        ReadingTask.Standing standing = wish.task().standing();
        if (!standing.isHeldBy(signer.caller().account()) || !standing.state().isHeld()) {
            return CompletableFuture.completedStage(new Result.Stale());
        }
        return base.reports().draft(wish.task().id()).thenCombine(orders(wish.task()), (draft, orders) -> {
            Result refusal = refusal(wish, draft, orders);
            return refusal != null ? CompletableFuture.completedStage(refusal)
                    : answered(wish, signer, draft.text());
        }).thenCompose(signed -> signed);
    }

    private CompletionStage<List<Order>> orders(ReadingTask task) {
        return base.orders().ofStudy(task.examination().studyInstanceUid());
    }

    /** What stands against a text that is written of a study. */
    public CompletionStage<List<Caution>> cautions(ReadingTask task, ReportText text) {
        return orders(task).thenApply(orders -> Caution.of(text, task.examination(), orders));
    }

    private static @Nullable Result refusal(Wish wish, ReportDraft draft, List<Order> orders) {
        if (draft.version() != wish.draft()) {
            return new Result.Stale();
        }
        ReadingTask.Person patient = wish.task().examination().patient();
        if (!wish.identity().equals(new Identity(patient.spoken(), patient.patientId()))) {
            return new Result.OtherPatient();
        }
        if (orders.stream().anyMatch(order -> OrderAgreement.isOther(patient, order.content().patient()))) {
            return new Result.OtherPatientOrdered();
        }
        List<ReportText.Element> missing = draft.text().missing();
        if (!missing.isEmpty()) {
            return new Result.Incomplete(missing);
        }
        List<Caution> cautions = Caution.of(draft.text(), wish.task().examination(), orders);
        return cautions.isEmpty() || wish.cautionsSeen() ? null : new Result.Doubtful(cautions);
    }

    /** What is preliminary may be signed at any time; nothing becomes final around a critical value. */
    private CompletionStage<Result> answered(Wish wish, Signer signer, ReportText text) {
        boolean review = wish.task().standing().state() == ReadingState.IN_REVIEW;
        return base.critical().flags(wish.task().examination().studyInstanceUid())
                .thenCompose(flags -> review && !flags.stream().allMatch(CriticalFlag::isAnswered)
                        ? CompletableFuture.completedStage(new Result.Unanswered())
                        : confirmed(wish, signer, new Words(text, flags)));
    }

    /** What is signed, and the critical values of the study. */
    private record Words(ReportText text, List<CriticalFlag> criticals) {
        Found with(List<Measurement> measurements) {
            return new Found(criticals, measurements);
        }
    }

    private CompletionStage<Result> confirmed(Wish wish, Signer signer, Words words) {
        return base.confirmation().confirm(signer.caller(), signer.proof(), AuditAction.REPORT_SIGN)
                .thenCompose(outcome -> outcome == Confirmation.Outcome.RIGHT
                        ? measured(wish, signer, words)
                        : CompletableFuture.completedStage(new Result.NotConfirmed(outcome)));
    }

    private CompletionStage<Result> measured(Wish wish, Signer signer, Words words) {
        return Measurements.of(wish.task(), signer.person(), base.marks(), base.reports())
                .thenCompose(measurements -> sign(wish, signer, words, measurements));
    }

    private CompletionStage<Result> sign(Wish wish, Signer signer, Words words, List<Measurement> measurements) {
        ReadingTask task = wish.task();
        boolean review = task.standing().state() == ReadingState.IN_REVIEW;
        SignedReport.Kind kind = kind(task, review);
        Caller caller = signer.caller();
        // to the precision in which it is kept
        var at = base.clock().instant().truncatedTo(ChronoUnit.MILLIS);
        ReadingTask.Reader person = signer.person();
        String content = SignedContent.of(task, SignedContent.Names.of(task, base.members().members()),
                new SignedContent.Report(kind, words.text(), task.standing().amendment(),
                        words.with(measurements)),
                new SignedContent.Signer(person, review ? writer(task, person) : person, at));
        var algorithm = Signature.Algorithm.valueOf(base.rules().inForce().rules().signing().name());
        AuditEvent event = AuditEvent
                .success(caller.actor(review ? Operation.APPROVE_REPORTS : Operation.WRITE_REPORTS),
                        AuditAction.REPORT_SIGN, task.examination().studyInstanceUid())
                .with(Map.of("kind", kind.name(), "number", Integer.toString(task.standing().report() + 1),
                        "notShown", wish.notShown().isEmpty() ? "" : "yes"));
        return base.signers().sign(caller, algorithm, content.getBytes(StandardCharsets.UTF_8))
                .thenCompose(signature -> base.reports().sign(new Reports.Signing(task, wish.draft(),
                        review ? ReadingMove.APPROVE : ReadingMove.WRITE,
                        new SignedReport(task.standing().report() + 1, 0, kind, content, caller.account(), at,
                                signature),
                        wish.notShown()), event))
                .thenApply(signed -> signed.<Result>map(Result.Signed::new).orElseGet(Result.Stale::new));
    }

    private static SignedReport.Kind kind(ReadingTask task, boolean review) {
        if (task.standing().amendment() != null) {
            return review ? SignedReport.Kind.AMENDMENT : SignedReport.Kind.PROPOSAL;
        }
        return review ? SignedReport.Kind.FINAL : SignedReport.Kind.PRELIMINARY;
    }

    private static ReadingTask.Reader writer(ReadingTask task, ReadingTask.Reader otherwise) {
        ReadingTask.Reader writer = task.standing().writer();
        return writer == null ? otherwise : writer;
    }
}
