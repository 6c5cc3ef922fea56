package org.lianzhen.gateway.app;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.lianzhen.gateway.access.Reach;
import org.lianzhen.gateway.calendar.CalendarDirectory;
import org.lianzhen.gateway.http.Feature;
import org.lianzhen.gateway.http.reading.AcknowledgementFeature;
import org.lianzhen.gateway.http.reading.CentreFeature;
import org.lianzhen.gateway.http.reading.EscalationFeature;
import org.lianzhen.gateway.http.reading.OutputFeature;
import org.lianzhen.gateway.http.reading.QueueFeature;
import org.lianzhen.gateway.http.reading.ReadingOrderFeature;
import org.lianzhen.gateway.http.reading.ReadingRuleFeature;
import org.lianzhen.gateway.http.reading.ReportFeature;
import org.lianzhen.gateway.http.reading.ReportPdfFeature;
import org.lianzhen.gateway.http.reading.ResultFeature;
import org.lianzhen.gateway.http.reading.StudyMoveFeature;
import org.lianzhen.gateway.http.reading.TemplateFeature;
import org.lianzhen.gateway.http.reading.WithdrawalFeature;
import org.lianzhen.gateway.member.MemberDirectory;
import org.lianzhen.gateway.notify.Watch;
import org.lianzhen.gateway.order.OrderStore;
import org.lianzhen.gateway.pdf.ReportPdf;
import org.lianzhen.gateway.postgres.archive.PostgresArchiveObjects;
import org.lianzhen.gateway.postgres.order.PostgresOrderStore;
import org.lianzhen.gateway.postgres.reading.PostgresAcknowledgements;
import org.lianzhen.gateway.postgres.reading.PostgresCentreFigures;
import org.lianzhen.gateway.postgres.reading.PostgresCentreWatch;
import org.lianzhen.gateway.postgres.reading.PostgresCriticalValues;
import org.lianzhen.gateway.postgres.reading.PostgresDueTasks;
import org.lianzhen.gateway.postgres.reading.PostgresImageQualities;
import org.lianzhen.gateway.postgres.reading.PostgresMarkStore;
import org.lianzhen.gateway.postgres.reading.PostgresReadingIntake;
import org.lianzhen.gateway.postgres.reading.PostgresReadingRulesStore;
import org.lianzhen.gateway.postgres.reading.PostgresReadingTasks;
import org.lianzhen.gateway.postgres.reading.PostgresReportOutputs;
import org.lianzhen.gateway.postgres.reading.PostgresReports;
import org.lianzhen.gateway.postgres.reading.PostgresResultMessages;
import org.lianzhen.gateway.postgres.reading.PostgresStudyMoves;
import org.lianzhen.gateway.postgres.reading.PostgresTemplates;
import org.lianzhen.gateway.reading.critical.CriticalValues;
import org.lianzhen.gateway.reading.outgoing.ObjectShelf;
import org.lianzhen.gateway.reading.outgoing.Outgoing;
import org.lianzhen.gateway.reading.queue.DueAlerts;
import org.lianzhen.gateway.reading.queue.Queueing;
import org.lianzhen.gateway.reading.queue.ReadingRuleBook;
import org.lianzhen.gateway.reading.queue.ReadingTasks;
import org.lianzhen.gateway.reading.report.MoveDesk;
import org.lianzhen.gateway.reading.report.ReportDesk;
import org.lianzhen.gateway.reading.report.WithdrawalDesk;
import org.lianzhen.gateway.reading.result.ResultChannel;
import org.lianzhen.gateway.reading.result.ResultSending;
import org.lianzhen.gateway.reading.template.StarterTemplates;

/** Remote reading: what centres read, and the reports on it. */
final class ReadingSide implements AutoCloseable {
    private static final InstantSource CLOCK = InstantSource.system();
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration REFRESH = Duration.ofSeconds(5);

    private final Base base;
    private final ReadingRuleBook rules;
    private final CriticalValues criticalValues;
    private final CriticalSide critical;
    private final List<BackgroundWork> work = new ArrayList<>();

    /**
     * On what it stands.
     *
     * @param fonts folder with fonts for characters that ours lack
     * @param telling how people are told
     */
    record Base(Vertx vertx, Pool pool, MemberDirectory members, CalendarDirectory calendar, Path fonts,
            CriticalSide.Telling telling) {}

    private ReadingSide(Base base) {
        this.base = base;
        this.rules = new ReadingRuleBook(new PostgresReadingRulesStore(base.pool()));
        this.criticalValues = new PostgresCriticalValues(base.pool());
        this.critical = CriticalSide.start(
                new CriticalSide.Base(base.vertx(),
                        new CriticalSide.Stores(criticalValues, new PostgresImageQualities(base.pool()),
                                new PostgresReadingTasks(base.pool())),
                        rules, base.members(), CLOCK),
                base.telling());
    }

    static ReadingSide start(Base base) {
        var side = new ReadingSide(base);
        var queueing = new Queueing(new PostgresReadingIntake(base.pool()), side.rules,
                new Queueing.Surroundings(base.members(), base.calendar(), CLOCK));
        var starters = new StarterTemplates(new PostgresTemplates(base.pool()), base.members());
        side.every(REFRESH, "loading the reading rules anew", () -> side.rules.load().thenApply(done -> 0));
        side.every(LOOK, "bringing studies into the queues of centres", queueing::take);
        var alerts = new DueAlerts(new PostgresDueTasks(base.pool()), side.rules,
                new Queueing.Surroundings(base.members(), base.calendar(), CLOCK));
        for (Watch watch : alerts.watches()) {
            side.every(REFRESH, "looking for matters of " + watch.prefix(),
                    () -> watch.round(base.telling().notices(), base.telling().store()).thenApply(done -> 0));
        }
        side.every(REFRESH, "giving centres the templates that come with the gateway", starters::give);
        side.every(REFRESH, "giving back studies that nobody touches", queueing::release);
        return side;
    }

    /**
     * From now on reports go out: into the archive, and from there where the routes say.
     *
     * @param files of objects, by their keys
     */
    void sendOut(ObjectShelf shelf, Function<String, Path> files) {
        var outputs = new PostgresReportOutputs(base.pool());
        var outgoing = new Outgoing(new Outgoing.Base(outputs, new PostgresReports(base.pool()),
                new ReportPdf(base.fonts()),
                new Outgoing.Images(new PostgresArchiveObjects(base.pool()), files), shelf));
        // whoever starts the gateway may have mended what stopped them
        every(LOOK, "sending out reports", new Supplier<>() {
            private boolean revived;

            @Override
            public CompletionStage<Integer> get() {
                CompletionStage<Integer> before = revived ? CompletableFuture.completedStage(0) : outputs.revive();
                return before.thenCompose(done -> {
                    revived = true;
                    return outgoing.step();
                });
            }
        });
    }

    /** From now on reports go to the programs of the units that want them. */
    void sendResults(ResultChannel channel) {
        var sending = new ResultSending(new ResultSending.Base(new PostgresResultMessages(base.pool()),
                new PostgresReports(base.pool()), new ReportPdf(base.fonts()),
                new PostgresOrderStore(base.pool())::ofStudy, base.members(), channel));
        every(LOOK, "sending reports to programs of units", sending::step);
    }

    private void every(Duration pause, String name, Supplier<CompletionStage<Integer>> step) {
        work.add(BackgroundWork.start(base.vertx(), new BackgroundWork.Kind(name, step, pause)));
    }

    /** What the web serves of it. */
    List<Feature> features(AccessSide access) {
        var tasks = new PostgresReadingTasks(base.pool());
        var reports = new PostgresReports(base.pool());
        var orders = new PostgresOrderStore(base.pool());
        var signing = new ReportDesk.Base(reports, new PostgresMarkStore(base.pool()), access.confirmation(),
                access.signers(), rules, base.members(), criticalValues, orders::ofStudy, CLOCK);
        var desk = new ReportDesk(signing);
        List<Feature> features = new ArrayList<>(critical.features());
        features.addAll(List.of(new QueueFeature(tasks, rules, base.members()),
                new ReportFeature(
                        new ReportFeature.Base(tasks, reports, desk, rules, base.members())),
                new WithdrawalFeature(tasks, new WithdrawalDesk(signing), base.members()),
                new ReportPdfFeature(reports, new ReportPdf(base.fonts()), new Reach(base.members())),
                new OutputFeature(new PostgresReportOutputs(base.pool()), new Reach(base.members())),
                new AcknowledgementFeature(new PostgresAcknowledgements(base.pool()), base.members()),
                new StudyMoveFeature(new PostgresStudyMoves(base.pool()),
                        new MoveDesk(new PostgresStudyMoves(base.pool()), signing), base.members()),
                new EscalationFeature(tasks, rules, base.members()), new ReadingRuleFeature(rules),
                new ResultFeature(new PostgresResultMessages(base.pool()), base.members()),
                new TemplateFeature(new PostgresTemplates(base.pool()))));
        features.addAll(director(tasks, orders));
        return features;
    }

    /** What its director looks at, and what was ordered. */
    private List<Feature> director(ReadingTasks tasks, OrderStore orders) {
        return List.of(new ReadingOrderFeature(tasks, orders::ofStudy),
                new CentreFeature(new CentreFeature.Base(new PostgresCentreWatch(base.pool()),
                        new PostgresCentreFigures(base.pool()), base.members(), CLOCK)));
    }

    @Override
    public void close() {
        critical.close();
        work.forEach(BackgroundWork::close);
    }
}
