package org.lianzhen.gateway.postgres.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.delivery.Arrived;
import org.lianzhen.gateway.delivery.DeliveryLease;
import org.lianzhen.gateway.delivery.DeliveryTask;
import org.lianzhen.gateway.delivery.Ending;
import org.lianzhen.gateway.member.Urgency;
import org.lianzhen.gateway.postgres.TestPostgres;
import org.lianzhen.gateway.postgres.archive.PostgresArchiveIndex;
import org.lianzhen.gateway.postgres.archive.SampleInstance;
import org.lianzhen.gateway.route.Plan;

class PostgresDeliveryLedgerIT {
    private static final Duration TERM = Duration.ofMinutes(1);
    private static final SampleInstance ONE = SampleInstance.of("1");

    private TestPostgres database;
    private PostgresDeliveryLedger ledger;

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

    private void store(SampleInstance... instances) {
        get(new PostgresArchiveIndex(database.pool())
                .begin(Stream.of(instances).map(SampleInstance::indexed).toList()).commit());
    }

    private static Function<Arrived, Plan> to(String... destinations) {
        return arrived -> new Plan(Stream.of(destinations).map(destination -> new Plan.Delivery(destination,
                arrived.subject().urgency(), "all", "UNIT=" + arrived.subject().unit())).toList(), List.of());
    }

    private int plan(String... destinations) {
        return get(ledger.plan(100, 3, to(destinations)));
    }

    private Optional<DeliveryLease> tryLease(String destination) {
        return get(ledger.lease(destination, Urgency.BULK, "us", TERM));
    }

    private DeliveryLease lease(String destination) {
        return tryLease(destination).orElseThrow();
    }

    private List<DeliveryTask> due(DeliveryLease lease) {
        return get(ledger.due(lease, 100));
    }

    private static List<String> uids(List<DeliveryTask> tasks) {
        return tasks.stream().map(task -> task.kept().instance().sopInstanceUid()).toList();
    }

    private boolean settle(DeliveryLease lease, Ending... endings) {
        return get(ledger.settle(lease, List.of(endings), TERM));
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }

    private String studyOf(DeliveryLease lease) {
        return String.valueOf(database.value("select uid from study where id = $1", lease.study()));
    }

    @Test
    void arrivalsBecomeWorkOnceForEachDestination() {
        store(ONE, ONE.instance("2"));
        assertThat(plan("CH1", "CH2")).isEqualTo(2);
        assertThat(database.value("select count(*) from arrival")).isEqualTo(0L);
        assertThat(database.rows("select destination, count(*) from delivery_task group by 1 order by 1"))
                .containsExactly(List.of("CH1", 2L), List.of("CH2", 2L));
        assertThat(
                database.rows("select distinct unit, route, route_version, reason, priority::text from delivery_task"))
                .containsExactly(List.of("TS1", "all", 3, "UNIT=TS1", "URGENT"));
        assertThat(plan("CH1")).isZero();
    }

    @Test
    void routesSeeWhatTheyGoBy() {
        store(ONE);
        get(ledger.plan(1, 1, arrived -> {
            assertThat(arrived.subject().unit()).isEqualTo("TS1");
            assertThat(arrived.subject().source()).isEqualTo("TS1PACS");
            assertThat(arrived.subject().called()).isEqualTo("LIANZHEN");
            assertThat(arrived.subject().content().modality()).isEqualTo("CT");
            assertThat(arrived.subject().content().bodyPart()).isEqualTo("CHEST");
            assertThat(arrived.subject().content().procedure())
                    .isEqualTo("胸部平扫\n\nThorax nativ\nRPCODE7");
            assertThat(arrived.subject().arrivedAt().getZone().getId()).isEqualTo("Asia/Shanghai");
            return new Plan(List.of(), List.of());
        }));
        assertThat(database.value("select count(*) from arrival")).as("it goes nowhere").isEqualTo(0L);
    }

    @Test
    void anEmergencyThatContradictsGoesOnWithAWarning() {
        store(ONE.emergency());
        store(ONE.emergency().content("other"));
        plan("CH1");
        assertThat(database.rows("select reason from delivery_task order by reason"))
                .containsExactly(List.of("UNIT=TS1"), List.of("UNIT=TS1 PARKED=CONTRADICTS"));
    }

    @Test
    void routesThatFailLoseNoArrival() {
        store(ONE);
        assertThatThrownBy(() -> get(ledger.plan(1, 1, arrived -> {
            throw new IllegalStateException("routes are broken");
        }))).hasStackTraceContaining("routes are broken");
        assertThat(plan("CH1")).isEqualTo(1);
        assertThat(database.value("select count(*) from delivery_task")).isEqualTo(1L);
    }

    @Test
    void severalPlannersShareArrivals() {
        store(IntStream.range(0, 60).mapToObj(i -> ONE.instance("1." + i)).toArray(SampleInstance[]::new));
        List<CompletableFuture<Integer>> planners = IntStream.range(0, 6)
                .mapToObj(i -> ledger.plan(10, 1, to("CH1")).toCompletableFuture()).toList();
        int taken = planners.stream().mapToInt(PostgresDeliveryLedgerIT::get).sum();
        while (taken < 60) {
            taken += get(ledger.plan(10, 1, to("CH1")));
        }
        assertThat(taken).isEqualTo(60);
        assertThat(database.value("select count(*) from delivery_task")).isEqualTo(60L);
    }

    @Test
    void aStudyIsLeasedOnceAndForOneDestination() {
        store(ONE, ONE.instance("2"));
        plan("CH1", "CH2");
        DeliveryLease first = lease("CH1");
        assertThat(uids(due(first))).containsExactlyInAnyOrder("1", "2");
        assertThat(tryLease("CH1")).isEmpty();
        assertThat(lease("CH2").epoch()).isGreaterThan(first.epoch());
        get(ledger.release(first));
        assertThat(lease("CH1").epoch()).isGreaterThan(first.epoch());
    }

    @Test
    void theMostUrgentIsLeasedFirst() {
        store(ONE.study("T1"));
        store(SampleInstance.of("2").study("T2").patient("P2").emergency());
        plan("CH1");
        assertThat(get(ledger.lease("CH1", Urgency.EMERGENCY, "us", TERM)))
                .hasValueSatisfying(lease -> assertThat(studyOf(lease)).isEqualTo("T2"));
        assertThat(get(ledger.lease("CH1", Urgency.EMERGENCY, "us", TERM))).isEmpty();
        assertThat(studyOf(lease("CH1"))).isEqualTo("T1");
    }

    @Test
    void unitsTakeTurns() {
        store(ONE.study("A1"), SampleInstance.of("2").study("A2"), SampleInstance.of("3").study("A3"));
        store(SampleInstance.of("4").study("B1").patient("P4").from("TS2"));
        plan("CH1");
        List<String> order = IntStream.range(0, 4).mapToObj(i -> studyOf(lease("CH1"))).toList();
        assertThat(order.indexOf("B1")).as("of " + order).isLessThanOrEqualTo(1);
    }

    @Test
    void aLeaseSaysHowUrgentTheRestIs() {
        store(ONE.study("T1"), ONE.instance("1.2").study("T1"));
        store(SampleInstance.of("2").study("T2").patient("P2").emergency());
        store(SampleInstance.of("3").study("T3").patient("P2").emergency());
        plan("CH1", "CH2");
        DeliveryLease first = lease("CH1");
        assertThat(first.priority()).isEqualTo(Urgency.EMERGENCY);
        assertThat(first.next()).as("the other emergency of the unit").isEqualTo(Urgency.EMERGENCY);
        assertThat(get(ledger.lease("CH1", Urgency.EMERGENCY, "us", TERM)).orElseThrow().next())
                .as("what a reserved lane would not take counts").isEqualTo(Urgency.URGENT);
        assertThat(lease("CH1").next()).as("two of one study are one").isNull();
        assertThat(due(lease("CH2"))).extracting(DeliveryTask::priority).containsExactly(Urgency.EMERGENCY);
    }

    @Test
    void whatIsMoreUrgentAndDueIsFound() {
        store(ONE.study("T1"));
        store(SampleInstance.of("2").study("T2").patient("P2").emergency());
        plan("CH1");
        assertThat(get(ledger.waiting("CH1", Urgency.ROUTINE))).contains(Urgency.EMERGENCY);
        assertThat(get(ledger.waiting("CH1", Urgency.EMERGENCY))).as("not more urgent").isEmpty();
        DeliveryLease emergency = lease("CH1");
        assertThat(get(ledger.waiting("CH1", Urgency.ROUTINE))).contains(Urgency.URGENT);
        UUID task = due(emergency).getFirst().id();
        assertThat(settle(emergency, new Ending.Again(task, Duration.ofHours(1), "", "refused", true))).isTrue();
        get(ledger.hasten("CH1"));
        assertThat(due(emergency)).as("who refused it wants it no sooner when it takes others").isEmpty();
        assertThat(settle(emergency, new Ending.Again(task, Duration.ofHours(1), "", "away", false))).isTrue();
        get(ledger.release(emergency));
        assertThat(get(ledger.waiting("CH1", Urgency.URGENT))).as("not due").isEmpty();
        get(ledger.hasten("CH1"));
        assertThat(get(ledger.waiting("CH1", Urgency.URGENT))).contains(Urgency.EMERGENCY);
    }

    @Test
    void aVersionThatIsWithdrawnIsSentNowhereAnyMore() {
        store(ONE);
        plan("CH1", "CH2");
        DeliveryLease lease = lease("CH1");
        settle(lease, new Ending.Delivered(due(lease).getFirst().id(), "", "stored"));
        database.rows("update instance set state = 'REJECTED'");
        assertThat(database.rows("select destination, outcome from delivery_result order by 1"))
                .containsExactly(List.of("CH1", "DELIVERED"), List.of("CH2", "CANCELLED"));
        database.rows("""
                insert into arrival (id, unit, instance, study, priority, urgency, urgency_source)
                select gen_random_uuid(), unit, id, study, priority, urgency, urgency_source from instance""");
        plan("CH3");
        assertThat(database.value("select count(*) from delivery_task")).isEqualTo(0L);
    }

    @Test
    void aVersionThatComesBackIsSentAgain() {
        store(ONE);
        plan("CH1");
        DeliveryLease lease = lease("CH1");
        settle(lease, new Ending.Delivered(due(lease).getFirst().id(), "", "stored"));
        get(ledger.release(lease));
        store(ONE.emergency().content("other"));
        plan("CH1");
        lease = lease("CH1");
        settle(lease, new Ending.Delivered(due(lease).getFirst().id(), "", "stored"));
        get(ledger.release(lease));
        database.rows("""
                insert into arrival (id, unit, instance, study, priority, urgency, urgency_source)
                select gen_random_uuid(), unit, id, study, priority, urgency, urgency_source from instance
                where version = 1""");
        plan("CH1");
        assertThat(database.value("select count(*) from delivery_task")).as("the other one is there now").isEqualTo(1L);
    }

    @Test
    void whoAskAtTheSameTimeGetDifferentStudies() {
        store(IntStream.range(0, 12).mapToObj(i -> SampleInstance.of("1." + i).study("T" + i))
                .toArray(SampleInstance[]::new));
        plan("CH1");
        List<CompletableFuture<Optional<DeliveryLease>>> asked = IntStream.range(0, 12)
                .mapToObj(i -> ledger.lease("CH1", Urgency.BULK, "us", TERM).toCompletableFuture()).toList();
        assertThat(asked.stream().map(PostgresDeliveryLedgerIT::get).map(Optional::orElseThrow)
                .map(DeliveryLease::study)).doesNotHaveDuplicates().hasSize(12);
    }

    @Test
    void whoHasLostALeaseWritesNothing() {
        store(ONE);
        plan("CH1");
        DeliveryLease lost = get(ledger.lease("CH1", Urgency.BULK, "slow", Duration.ofMillis(1))).orElseThrow();
        DeliveryTask task = due(lost).getFirst();
        var found = new AtomicReference<DeliveryLease>();
        Await.until("the lease ends by itself", () -> {
            tryLease("CH1").ifPresent(found::set);
            return found.get() != null;
        });
        DeliveryLease next = found.get();
        assertThat(next.epoch()).isGreaterThan(lost.epoch());
        assertThat(settle(lost, new Ending.Failed(task.id(), "", "too late"))).isFalse();
        get(ledger.release(lost));
        assertThat(settle(next, new Ending.Delivered(task.id(), "", "stored"))).isTrue();
        assertThat(database.rows("select outcome, answer, attempts, route, route_version from delivery_result"))
                .containsExactly(List.of("DELIVERED", "stored", 1, "all", 3));
        assertThat(database.value("select count(*) from delivery_task")).isEqualTo(0L);
    }

    @Test
    void whatIsTriedAgainIsDueLater() {
        store(ONE, ONE.instance("2"));
        plan("CH1");
        DeliveryLease lease = lease("CH1");
        List<DeliveryTask> tasks = due(lease);
        assertThat(settle(lease,
                new Ending.Again(tasks.getFirst().id(), Duration.ofHours(1), "", "refused\0, A700H", true),
                new Ending.Failed(tasks.getLast().id(), "", "refused, 0122H"))).isTrue();
        assertThat(due(lease)).isEmpty();
        get(ledger.release(lease));
        assertThat(tryLease("CH1")).isEmpty();
        assertThat(database.rows("select state, attempts, last_answer, due_at > now() from delivery_task"))
                .containsExactly(List.of("RETRY_AT", 1, "refused, A700H", true));
        assertThat(database.rows("select outcome, answer from delivery_result"))
                .containsExactly(List.of("FAILED", "refused, 0122H"));
        database.rows("update delivery_task set due_at = now()");
        assertThat(due(lease("CH1"))).singleElement()
                .satisfies(task -> assertThat(task.attempts()).isEqualTo(1));
    }

    @Test
    void whatCouldNotBeTriedUsesUpNoAttempt() {
        store(ONE);
        plan("CH1");
        DeliveryLease lease = lease("CH1");
        DeliveryTask task = due(lease).getFirst();
        assertThat(task.untriedSince()).isNull();
        assertThat(settle(lease, new Ending.Again(task.id(), Duration.ZERO, "", "away", false))).isTrue();
        Instant first = due(lease).getFirst().untriedSince();
        assertThat(first).isNotNull();
        assertThat(settle(lease, new Ending.Again(task.id(), Duration.ZERO, "", "away", false))).isTrue();
        assertThat(due(lease).getFirst().untriedSince()).isEqualTo(first);
        assertThat(database.rows("select state, attempts, last_answer from delivery_task"))
                .containsExactly(List.of("RETRY_AT", 0, "away"));
        assertThat(settle(lease, new Ending.Again(task.id(), Duration.ZERO, "", "refused", true))).isTrue();
        assertThat(due(lease).getFirst().untriedSince()).as("it was answered").isNull();
    }

    @Test
    void whatIsHeldOrGoneIsNotSent() {
        store(ONE, ONE.instance("2"));
        plan("CH1");
        DeliveryLease lease = lease("CH1");
        List<UUID> tasks = due(lease).stream().map(DeliveryTask::id).toList();
        assertThat(get(ledger.areWanted(tasks))).isTrue();
        assertThat(get(ledger.areWanted(List.of()))).isTrue();
        database.rows("update delivery_task set state = 'HELD' where id = '%s'".formatted(tasks.getFirst()));
        assertThat(get(ledger.areWanted(tasks))).isFalse();
        assertThat(get(ledger.areWanted(tasks.subList(1, 2)))).isTrue();
        get(ledger.release(lease));
        database.rows("delete from delivery_task where state <> 'HELD'");
        assertThat(get(ledger.areWanted(tasks.subList(1, 2)))).isFalse();
        assertThat(tryLease("CH1")).isEmpty();
    }

    @Test
    void theSameInstanceIsNoNewWork() {
        store(ONE);
        plan("CH1");
        database.rows("""
                insert into arrival (id, unit, instance, study, priority, urgency, urgency_source)
                select gen_random_uuid(), unit, id, study, priority, urgency, urgency_source from instance""");
        assertThat(plan("CH1")).isEqualTo(1);
        assertThat(database.value("select count(*) from delivery_task")).isEqualTo(1L);
        DeliveryLease lease = lease("CH1");
        settle(lease, new Ending.Delivered(due(lease).getFirst().id(), "", "stored"));
        database.rows("""
                insert into arrival (id, unit, instance, study, priority, urgency, urgency_source)
                select gen_random_uuid(), unit, id, study, priority, urgency, urgency_source from instance""");
        assertThat(plan("CH1", "CH2")).isEqualTo(1);
        assertThat(database.rows("select destination from delivery_task")).as("CH1 has it")
                .containsExactly(List.of("CH2"));
    }

    @Test
    void preparesOutcomesOfTheNextMonthsAndCanDoItAgain() {
        get(ledger.prepare());
        assertThat(database.value("""
                select count(*) from pg_inherits where inhparent = 'delivery_result'::regclass""")).isEqualTo(3L);
    }
}
