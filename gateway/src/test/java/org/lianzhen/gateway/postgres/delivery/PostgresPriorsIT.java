package org.lianzhen.gateway.postgres.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lianzhen.gateway.delivery.Arrived;
import org.lianzhen.gateway.delivery.DeliveryLease;
import org.lianzhen.gateway.delivery.DeliveryLedger.Followed;
import org.lianzhen.gateway.delivery.Ending;
import org.lianzhen.gateway.member.Urgency;
import org.lianzhen.gateway.postgres.TestPostgres;
import org.lianzhen.gateway.postgres.archive.PostgresArchiveIndex;
import org.lianzhen.gateway.postgres.archive.SampleInstance;
import org.lianzhen.gateway.route.Plan;
import org.lianzhen.gateway.route.Priors;
import org.lianzhen.gateway.route.Priors.Likeness;
import org.lianzhen.gateway.route.Routing.Following;

class PostgresPriorsIT {
    private static final Duration TERM = Duration.ofMinutes(1);
    private static final Priors THREE = new Priors(3, 1000, Set.of(), Urgency.BULK);

    private TestPostgres database;
    private PostgresDeliveryLedger ledger;
    private Optional<Following> rule = Optional.of(new Following(THREE, Set.of("TS1", "CH1")));

    @BeforeEach
    void start() throws IOException {
        database = TestPostgres.migrated();
        ledger = new PostgresDeliveryLedger(database.pool());
        get(ledger.prepare());
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }

    private void store(Stream<SampleInstance> instances) {
        get(new PostgresArchiveIndex(database.pool()).begin(instances.map(SampleInstance::indexed).toList()).commit());
    }

    /** A study that has been here since, with as many instances; nothing of it waits. */
    private void old(String study, String day, int instances) {
        old(SampleInstance.of(study).study(study).series(study + ".1", "CT"), day, instances);
    }

    private void old(SampleInstance first, String day, int instances) {
        store(IntStream.rangeClosed(1, instances).mapToObj(i -> first.instance(first.study() + ".1." + i)));
        database.rows("update study set study_date = $2 where uid = $1 returning uid", first.study(), day);
        get(ledger.plan(10_000, 1, arrived -> new Plan(List.of(), List.of())));
    }

    private static Plan toCentre(Arrived arrived) {
        return new Plan(List.of(
                new Plan.Delivery("READ", arrived.subject().urgency(), "all", "UNIT=TS1", true),
                new Plan.Delivery("CH2", arrived.subject().urgency(), "all", "UNIT=TS1")), List.of());
    }

    private void fresh(String... uids) {
        store(Stream.of(uids).map(uid -> SampleInstance.of(uid).study("NEW").series("NEW.1", "CT")));
        get(ledger.plan(100, 7, PostgresPriorsIT::toCentre));
    }

    private List<Followed> follow() {
        List<Followed> all = new ArrayList<>();
        for (Optional<Followed> one = next(); one.isPresent(); one = next()) {
            all.add(one.get());
        }
        return all;
    }

    private Optional<Followed> next() {
        return get(ledger.follow(destination -> {
            assertThat(destination).isEqualTo("READ");
            return rule;
        }));
    }

    private List<List<Object>> queued() {
        return database.rows("select s.uid, t.destination, t.priority::text, count(*), min(t.reason), min(t.unit) "
                + "from delivery_task t join study s on s.id = t.study where s.uid <> 'NEW' group by 1, 2, 3 order by 1");
    }

    private List<Object> studies() {
        return queued().stream().map(List::getFirst).toList();
    }

    @Test
    void earlierStudiesFollowOnceAndAfterTheNewOne() {
        old("OLD1", "20260101", 3);
        old("OLD2", "20250101", 2);
        fresh("n1", "n2");
        assertThat(queued()).isEmpty();
        assertThat(follow()).containsExactly(new Followed("READ", Urgency.BULK, 5));
        assertThat(queued()).containsExactly(List.of("OLD1", "READ", "BULK", 3L, "PRIOR OF NEW", "TS1"),
                List.of("OLD2", "READ", "BULK", 2L, "PRIOR OF NEW", "TS1"));
        DeliveryLease lease = get(ledger.lease("READ", Urgency.BULK, "us", TERM)).orElseThrow();
        assertThat(database.value("select uid from study where id = $1", lease.study())).isEqualTo("NEW");
        fresh("n3");
        assertThat(follow()).as("once").isEmpty();
        assertThat(queued()).hasSize(2);
    }

    @Test
    void asManyAsTheRuleSaysTheNewestFirst() {
        old("OLD1", "20250101", 1);
        old("OLD2", "20260101", 1);
        old("OLD3", "20250601", 1);
        old("OLD4", "20250301", 1);
        old("LATER", "20260401", 1);
        fresh("n1");
        follow();
        assertThat(studies()).containsExactly("OLD2", "OLD3", "OLD4");
    }

    @Test
    void nothingFollowsToOtherDestinationsOrWithoutARule() {
        old("OLD1", "20260101", 1);
        rule = Optional.empty();
        fresh("n1");
        assertThat(follow()).hasSize(1).allMatch(one -> one.instances() == 0);
        assertThat(queued()).isEmpty();
    }

    @Test
    void whatMayNotGoThereStays() {
        old("OLD1", "20260101", 1);
        database.rows("update study set unit = 'CH9' where uid = 'OLD1' returning uid");
        fresh("n1");
        follow();
        assertThat(queued()).isEmpty();
    }

    @Test
    void otherPatientsStayUnlessTheyAreLinked() {
        old(SampleInstance.of("OTHER").study("OTHER").series("OTHER.1", "CT").patient("P2"), "20260101", 1);
        old(SampleInstance.of("SAME").study("SAME").series("SAME.1", "CT").patient("P3"), "20260101", 1);
        old("OLD1", "20260101", 1);
        database.rows("update patient set person = (select id from patient where patient_id = 'P1') "
                + "where patient_id in ('P1', 'P3') returning id");
        fresh("n1");
        follow();
        assertThat(studies()).containsExactly("OLD1", "SAME");
    }

    @Test
    void whatIsThereIsNotSentAgain() {
        old("OLD1", "20260101", 2);
        fresh("n1");
        follow();
        DeliveryLease fresh = get(ledger.lease("READ", Urgency.BULK, "us", TERM)).orElseThrow();
        DeliveryLease lease = get(ledger.lease("READ", Urgency.BULK, "us", TERM)).orElseThrow();
        assertThat(lease.study()).isNotEqualTo(fresh.study());
        List<Ending> endings = get(ledger.due(lease, 10)).stream()
                .map(task -> (Ending) new Ending.Delivered(task.id(), "", "stored")).toList();
        assertThat(endings).hasSize(2);
        assertThat(get(ledger.settle(lease, endings, TERM))).isTrue();
        store(Stream.of(SampleInstance.of("m1").study("NEXT").series("NEXT.1", "CT")));
        get(ledger.plan(100, 7, PostgresPriorsIT::toCentre));
        follow();
        assertThat(studies()).as("OLD1 is there, NEW on its way").containsOnly("NEXT");
    }

    @Test
    void kindsOfSeriesAreLookedAtOneByOneAndShareTheNumber() {
        rule = Optional.of(new Following(new Priors(2, 1000, Set.of(Likeness.MODALITY), Urgency.ROUTINE),
                Set.of("TS1")));
        old(SampleInstance.of("MR1").study("MR1").series("MR1.1", "MR"), "20260101", 1);
        old("CT1", "20260102", 1);
        old("CT2", "20260103", 1);
        store(Stream.of(SampleInstance.of("n1").study("NEW").series("NEW.1", "MR"),
                SampleInstance.of("n2").study("NEW").series("NEW.2", "CT"),
                SampleInstance.of("n3").study("NEW").series("NEW.3", "CT")));
        get(ledger.plan(100, 7, PostgresPriorsIT::toCentre));
        assertThat(follow()).hasSize(2);
        assertThat(studies()).hasSize(2);
        assertThat(queued()).as("new ones are URGENT").allMatch(row -> row.get(2).equals("ROUTINE"));
    }

    @Test
    void aLargeStudyFollowsPieceByPiece() {
        old("OLD1", "20260101", 1200);
        fresh("n1");
        assertThat(follow()).extracting(Followed::instances).containsExactly(500, 500, 200);
        assertThat(queued()).singleElement().satisfies(row -> assertThat(row.get(3)).isEqualTo(1200L));
    }

    @Test
    void aDayThatIsNoneIsTheDayItCame() {
        old("OLD1", "soon", 1);
        database.rows("update study set study_date = '' where uid = 'OLD1' returning uid");
        rule = Optional.of(new Following(new Priors(3, 36_500, Set.of(), Urgency.BULK), Set.of("TS1")));
        fresh("n1");
        database.rows("update study set study_date = '20991231' where uid = 'NEW' returning uid");
        follow();
        assertThat(studies()).containsExactly("OLD1");
    }
}
