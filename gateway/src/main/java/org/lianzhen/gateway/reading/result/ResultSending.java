package org.lianzhen.gateway.reading.result;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.member.MemberDirectory;
import org.lianzhen.gateway.member.ResultReceiver;
import org.lianzhen.gateway.reading.report.Ordered;
import org.lianzhen.gateway.reading.report.ReportDocument;
import org.lianzhen.gateway.reading.report.ReportPages;
import org.lianzhen.gateway.reading.report.Reports;
import org.lianzhen.gateway.reading.report.SignedReport;
import org.lianzhen.gateway.reading.result.ResultMessages.Trouble;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends signed reports to the receivers of the units, each until it says that it has them. Several may run at once. */
public final class ResultSending {
    private static final Logger LOG = LoggerFactory.getLogger(ResultSending.class);
    private static final Executor ASIDE = task -> Thread.ofVirtual().name("report-result").start(task);
    /** Longer than the deadline of a channel and the making of pages together. */
    private static final Duration TERM = Duration.ofMinutes(3);
    /** More than three days in all: over a weekend nobody looks. */
    private static final List<Duration> AGAIN = List.of(Duration.ofSeconds(10), Duration.ofSeconds(30),
            Duration.ofMinutes(2), Duration.ofMinutes(10), Duration.ofMinutes(30), Duration.ofHours(2),
            Duration.ofHours(6), Duration.ofHours(12), Duration.ofHours(24), Duration.ofHours(36));

    private final Base base;

    /** What it stands on. */
    public record Base(ResultMessages messages, Reports reports, ReportPages pages, Ordered orders,
            MemberDirectory members, ResultChannel channel) {}

    public ResultSending(Base base) {
        this.base = base;
    }

    /** Looks for whom new reports are, and sends one. @return how much there was to do */
    public CompletionStage<Integer> step() {
        return base.messages().spread(base.members().members().lists().receivers())
                .thenCompose(spread -> base.messages().next(TERM)
                        .thenCompose(due -> due.map(this::work).orElseGet(() -> CompletableFuture.completedStage(0)))
                        .thenApply(sent -> spread + sent));
    }

    private CompletionStage<Integer> work(ResultMessages.Due due) {
        Optional<ResultReceiver> receiver = base.members().members().receiver(due.receiver())
                .filter(one -> one.unit().equals(due.version().unit()) && base.members().isIn(one.unit()));
        CompletionStage<Void> ended = receiver.map(to -> send(due, to))
                .orElseGet(() -> base.messages().failed(due, new Trouble(Trouble.Kind.GONE, ""), null));
        return ended.thenApply(done -> 1);
    }

    private CompletionStage<Void> send(ResultMessages.Due due, ResultReceiver to) {
        return CompletableFuture.supplyAsync(() -> result(due, to), ASIDE).handle(Made::new)
                .thenCompose(made -> made.result() == null ? unmade(due, made.fault())
                        : base.channel().send(to, made.result()).handle(Said::new)
                                .thenCompose(said -> settle(due, said)));
    }

    private record Made(@Nullable ReportResult result, @Nullable Throwable fault) {}

    private record Said(ResultChannel.@Nullable Answer answer, @Nullable Throwable fault) {}

    private CompletionStage<Void> unmade(ResultMessages.Due due, @Nullable Throwable fault) {
        return failed(due, new Trouble(Trouble.Kind.UNMADE, told(fault)));
    }

    private CompletionStage<Void> settle(ResultMessages.Due due, Said said) {
        return switch (said.answer()) {
            case ResultChannel.Answer.Taken() -> base.messages().delivered(due,
                    AuditEvent.success(new AuditEvent.Actor(AuditEvent.Actor.GATEWAY.name(), "", due.version().unit(),
                            ""), AuditAction.REPORT_SEND, due.version().studyInstanceUid()).with(Map.of("receiver",
                                    due.receiver(), "version", String.valueOf(due.version().number()))));
            case ResultChannel.Answer.Refused(String why) -> failed(due, new Trouble(Trouble.Kind.REFUSED, why));
            case null -> failed(due, new Trouble(Trouble.Kind.UNREACHED, told(said.fault())));
        };
    }

    private CompletionStage<Void> failed(ResultMessages.Due due, Trouble trouble) {
        Duration again = due.attempts() > AGAIN.size() ? null : AGAIN.get(due.attempts() - 1);
        // what a receiver says may be about anybody
        LOG.warn("Version {} of the report {} is not at {} yet (attempt {}): {}", due.version().number(),
                due.version().task(), due.receiver(), due.attempts(),
                trouble.kind() == Trouble.Kind.REFUSED ? trouble.kind() : trouble);
        return base.messages().failed(due, trouble, again);
    }

    private static String told(@Nullable Throwable fault) {
        Throwable cause = fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
        LOG.debug("Why", cause);
        return cause == null ? ""
                : cause instanceof IOException ? String.valueOf(cause.getMessage()) : cause.getClass().getSimpleName();
    }

    /** On a virtual thread: may block. */
    private ReportResult result(ResultMessages.Due due, ResultReceiver to) {
        List<SignedReport> all = base.reports().versions(due.version().task()).toCompletableFuture().join();
        SignedReport report = all.stream().filter(one -> one.number() == due.version().number()).findFirst()
                .orElseThrow();
        if (!report.isIntact()) {
            throw new IllegalStateException("it is not what was signed");
        }
        var document = ReportDocument.of(report, all.stream().filter(one -> one.number() <= report.number()).toList());
        var order = base.orders().ofStudy(document.examination().studyInstanceUid()).toCompletableFuture().join()
                .stream().filter(one -> one.unit().equals(to.unit())).findFirst().orElse(null);
        return new ReportResult(due.id().toString(), document, order, to.wants().contains(ResultReceiver.Extra.PDF)
                ? Optional.of(new ReportResult.Pages(base.pages().pdf(document))) : Optional.empty());
    }
}
