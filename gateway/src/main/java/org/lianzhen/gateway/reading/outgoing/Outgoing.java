package org.lianzhen.gateway.reading.outgoing;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.service.SopReference;
import org.lianzhen.gateway.archive.ArchiveObjects;
import org.lianzhen.gateway.reading.outgoing.ReportObjects.Earlier;
import org.lianzhen.gateway.reading.outgoing.ReportObjects.Made;
import org.lianzhen.gateway.reading.outgoing.ReportOutputs.Failure;
import org.lianzhen.gateway.reading.report.ReportDocument;
import org.lianzhen.gateway.reading.report.ReportPages;
import org.lianzhen.gateway.reading.report.Reports;
import org.lianzhen.gateway.reading.report.SignedReport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes of every signed version what goes into the archive, from where the routes send it on. Whatever stops it in the middle, what is
 * made the next time is the same, and is kept once.
 */
public final class Outgoing {
    private static final Logger LOG = LoggerFactory.getLogger(Outgoing.class);
    private static final Executor ASIDE = task -> Thread.ofVirtual().name("report-output").start(task);
    /** Much longer than one takes. */
    private static final Duration TERM = Duration.ofMinutes(2);
    private static final List<Duration> AGAIN = List.of(Duration.ofSeconds(5), Duration.ofSeconds(30),
            Duration.ofMinutes(2), Duration.ofMinutes(10), Duration.ofHours(1), Duration.ofHours(4));

    private final Base base;

    /**
     * What it stands on.
     *
     * @param archive where images are
     */
    public record Base(ReportOutputs outputs, Reports reports, ReportPages pages, Images archive,
            ObjectShelf shelf) {}

    /**
     * Images that reports speak of.
     *
     * @param files of objects, by their keys
     */
    public record Images(ArchiveObjects objects, Function<String, Path> files) {}

    public Outgoing(Base base) {
        this.base = base;
    }

    /** One version, when there is one. @return how many there were */
    public CompletionStage<Integer> step() {
        return base.outputs().next(TERM).thenCompose(due -> due.map(this::work)
                .orElseGet(() -> CompletableFuture.completedStage(0)));
    }

    private CompletionStage<Integer> work(ReportOutputs.Due due) {
        return CompletableFuture.supplyAsync(() -> put(due), ASIDE)
                .handle((failure, fault) -> ended(due, failure, fault))
                .thenCompose(written -> written).thenApply(written -> 1);
    }

    private CompletionStage<Void> ended(ReportOutputs.Due due, @Nullable Failure failure, @Nullable Throwable fault) {
        if (fault == null && failure == null) {
            return base.outputs().done(due);
        }
        Throwable cause = fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
        Failure told = failure != null ? failure
                : new Failure(OutputTrouble.of(cause), cause.getClass().getSimpleName());
        Duration again = due.attempts() > AGAIN.size() ? null : AGAIN.get(due.attempts() - 1);
        LOG.warn("Version {} of the report {} does not go out ({}): {} {}", due.number(), due.task(),
                again == null ? "given up" : "tried again in " + again, told.trouble(), told.detail());
        LOG.debug("Why", cause);
        return base.outputs().failed(due, told, again);
    }

    /** On a virtual thread: may block. Null when all of it is kept, else why not. */
    private @Nullable Failure put(ReportOutputs.Due due) {
        List<SignedReport> all = await(base.reports().versions(due.task())).stream()
                .filter(one -> one.number() <= due.number() && one.kind().goesOut()).toList();
        SignedReport report = all.getLast();
        if (!report.isIntact()) {
            return new Failure(OutputTrouble.ALTERED, "");
        }
        var document = ReportDocument.of(report, all);
        for (Made made : made(document, due.unit(), all)) {
            Optional<String> why = await(base.shelf().put(due.unit(),
                    ObjectShelf.TARGET + made.kind() + "/" + report.kind(),
                    new SopReference(made.kind().sopClass(), made.instanceUid()), made.dataSet()));
            if (why.isPresent()) {
                return new Failure(OutputTrouble.NOT_TAKEN, made.kind() + ": " + why.get());
            }
        }
        return null;
    }

    private List<Made> made(ReportDocument document, String unit, List<SignedReport> all) {
        var sources = new ReportSources(base.archive(), unit);
        List<Earlier> earlier = new ArrayList<>();
        for (SignedReport one : all.subList(0, all.size() - 1)) {
            var before = ReportDocument.of(one, all);
            earlier.add(Earlier.of(before, sources.of(before)));
        }
        return ReportObjects.of(document, sources.of(document), earlier, base.pages().pdf(document));
    }

    private static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }
}
