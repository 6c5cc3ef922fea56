package org.lianzhen.gateway.app;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.lianzhen.gateway.access.Reach;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.http.Feature;
import org.lianzhen.gateway.http.recognition.CatalogueFeature;
import org.lianzhen.gateway.http.recognition.CertificateFeature;
import org.lianzhen.gateway.http.recognition.DecisionFeature;
import org.lianzhen.gateway.http.recognition.MappingFeature;
import org.lianzhen.gateway.http.recognition.RecognitionFeature;
import org.lianzhen.gateway.http.recognition.RecognitionFiguresFeature;
import org.lianzhen.gateway.http.recognition.SimulateFeature;
import org.lianzhen.gateway.member.MemberDirectory;
import org.lianzhen.gateway.order.OrderStore;
import org.lianzhen.gateway.postgres.order.PostgresOrderStore;
import org.lianzhen.gateway.postgres.recognition.PostgresCatalogueProposals;
import org.lianzhen.gateway.postgres.recognition.PostgresCertificates;
import org.lianzhen.gateway.postgres.recognition.PostgresFigureSource;
import org.lianzhen.gateway.postgres.recognition.PostgresPriorResults;
import org.lianzhen.gateway.postgres.recognition.PostgresRecognitionLedger;
import org.lianzhen.gateway.postgres.recognition.PostgresResultIntake;
import org.lianzhen.gateway.postgres.version.PostgresDocuments;
import org.lianzhen.gateway.recognition.Catalogue;
import org.lianzhen.gateway.recognition.CatalogueBook;
import org.lianzhen.gateway.recognition.ItemMapping;
import org.lianzhen.gateway.recognition.PriorResults;
import org.lianzhen.gateway.recognition.Question;
import org.lianzhen.gateway.recognition.RecognitionDesk;
import org.lianzhen.gateway.recognition.RecognitionLedger;
import org.lianzhen.gateway.recognition.ResultIntake;
import org.lianzhen.gateway.version.DocumentBook;

/** Mutual recognition: what is recognised, and what became of it. */
final class RecognitionSide implements AutoCloseable {
    private static final Duration REFRESH = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofMillis(500);
    /** Until an order is looked at again about which nothing could be said. */
    private static final Duration AGAIN = Duration.ofMinutes(1);
    private static final Duration SELDOM = Duration.ofMinutes(1);
    private static final int BATCH = 50;

    private final Base base;
    private final DocumentBook<Catalogue> catalogue;
    private final RecognitionLedger ledger;
    private final PriorResults results;
    private final ResultIntake intake;
    private final OrderStore orders;
    private final RecognitionDesk desk;
    private final List<BackgroundWork> work = new ArrayList<>();

    /** On what it stands. */
    record Base(Vertx vertx, Pool pool, MemberDirectory members) {}

    private RecognitionSide(Base base) {
        this.base = base;
        this.catalogue = CatalogueBook.of(new PostgresDocuments(base.pool(), PostgresCatalogueProposals.VERSIONS));
        this.ledger = new PostgresRecognitionLedger(base.pool());
        this.results = new PostgresPriorResults(base.pool());
        this.intake = new PostgresResultIntake(base.pool());
        this.orders = new PostgresOrderStore(base.pool());
        this.desk = new RecognitionDesk(new RecognitionDesk.Base(catalogue, results, ledger, base.members(),
                InstantSource.system()));
    }

    static RecognitionSide start(Base base) {
        var side = new RecognitionSide(base);
        side.every(REFRESH, "loading the catalogue of recognition anew",
                () -> side.catalogue.load().thenApply(done -> 0));
        side.every(LOOK, "bringing reported studies to recognition", side::takeResults);
        side.every(LOOK, "holding orders against results", side::checkOrders);
        side.every(SELDOM, "closing prompts that nobody answered",
                () -> side.ledger.close(side.catalogue.inForce().content().limits().silence()));
        side.every(SELDOM, "taking back what was saved and done all the same", side.ledger::reverse);
        return side;
    }

    private void every(Duration pause, String name, Supplier<CompletionStage<Integer>> step) {
        work.add(BackgroundWork.start(base.vertx(), new BackgroundWork.Kind(name, step, pause)));
    }

    private CompletionStage<Integer> takeResults() {
        var mapping = new ItemMapping(catalogue.inForce().content());
        return intake.take((examination, confirmed) -> mapping.item(examination, confirmed).map(List::of)
                .orElse(List.of()), BATCH);
    }

    /** Orders that came as messages, or whose doctor has not been asked; one after the other, so that nobody waits for them. */
    private CompletionStage<Integer> checkOrders() {
        return ledger.waiting(BATCH).thenCompose(waiting -> {
            CompletionStage<Integer> all = CompletableFuture.completedStage(0);
            for (RecognitionLedger.Waiting one : waiting) {
                all = all.thenCompose(before -> check(one).thenApply(done -> before + 1));
            }
            return all;
        });
    }

    private CompletionStage<Void> check(RecognitionLedger.Waiting waiting) {
        return orders.find(waiting.order(), Set.of(waiting.unit()))
                .thenCompose(found -> found.isEmpty() ? ledger.later(waiting.order(), AGAIN)
                        : desk.check(Question.of(found.get()), AuditEvent.Actor.GATEWAY).<Void>thenApply(done -> null))
                .exceptionallyCompose(fault -> ledger.later(waiting.order(), AGAIN));
    }

    /** What the web serves of it. */
    List<Feature> features() {
        var proposals = new PostgresCatalogueProposals(base.pool());
        return List.of(new SimulateFeature(catalogue, base.members()), new CatalogueFeature(catalogue, proposals),
                new RecognitionFeature(new RecognitionFeature.Base(desk, results, ledger, orders, catalogue,
                        base.members())),
                new DecisionFeature(new DecisionFeature.Base(desk, ledger, catalogue, base.members())),
                new CertificateFeature(new PostgresCertificates(base.pool()), catalogue, base.members()),
                new MappingFeature(catalogue, intake),
                new RecognitionFiguresFeature(new PostgresFigureSource(base.pool()), catalogue,
                        new Reach(base.members())));
    }

    @Override
    public void close() {
        work.forEach(BackgroundWork::close);
    }
}
