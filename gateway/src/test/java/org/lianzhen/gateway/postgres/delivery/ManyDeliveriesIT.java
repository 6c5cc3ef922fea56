package org.lianzhen.gateway.postgres.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.delivery.Answer;
import org.lianzhen.gateway.delivery.DeliveryLease;
import org.lianzhen.gateway.delivery.DeliveryOrder;
import org.lianzhen.gateway.delivery.DeliveryOrder.Action;
import org.lianzhen.gateway.delivery.DeliveryOrder.Extent;
import org.lianzhen.gateway.delivery.DeliveryPage;
import org.lianzhen.gateway.delivery.DeliveryPage.Position;
import org.lianzhen.gateway.delivery.DeliverySelection;
import org.lianzhen.gateway.delivery.DeliveryTask;
import org.lianzhen.gateway.delivery.DestinationLoad;
import org.lianzhen.gateway.delivery.Ending;
import org.lianzhen.gateway.delivery.InstanceDelivery;
import org.lianzhen.gateway.delivery.StudyDelivery;
import org.lianzhen.gateway.delivery.StudyDelivery.State;
import org.lianzhen.gateway.member.Urgency;
import org.lianzhen.gateway.postgres.TestPostgres;
import org.lianzhen.gateway.postgres.archive.SampleInstance;

/** Lists of deliveries, and orders about many or about one instance. */
class ManyDeliveriesIT {
    private static final Duration TERM = DeskStand.TERM;
    private static final DeliverySelection OURS = DeliverySelection.of(Set.of("TS1"));
    private static final AuditEvent.Actor PERSON = DeskStand.PERSON;

    private DeskStand stand;
    private TestPostgres database;
    private PostgresDeliveryLedger ledger;
    private PostgresDeliveryDesk desk;

    @BeforeEach
    void start() throws IOException {
        stand = new DeskStand();
        database = stand.database;
        ledger = stand.ledger;
        desk = stand.desk;
    }

    @AfterEach
    void close() {
        stand.close();
    }

    /** T1 to T3 of TS1, of two instances each, for CH1 and CH2; T9 of TS2 for CH1. */
    private void queueThree() {
        for (String study : List.of("T1", "T2", "T3")) {
            SampleInstance one = SampleInstance.of(study + ".1").study(study).patient("P" + study)
                    .series("S" + study, "CT");
            stand.queue(List.of("CH1", "CH2"), one, one.instance(study + ".2"));
        }
        stand.queue(List.of("CH1"), SampleInstance.of("T9.1").study("T9").patient("P9").series("S9", "CT").from("TS2"));
    }

    /** Every task of the most urgent study for CH1 ends like this. */
    private void end(Function<DeliveryTask, Ending> ending) {
        DeliveryLease lease = Await.result(ledger.lease("CH1", Urgency.BULK, "us", TERM)).orElseThrow();
        List<Ending> all = Await.result(ledger.due(lease, 100)).stream().map(ending).toList();
        assertThat(Await.result(ledger.settle(lease, all, TERM))).isTrue();
        Await.result(ledger.release(lease));
    }

    private List<String> all(DeliverySelection selection, int limit) {
        List<String> told = new ArrayList<>();
        Position next = Position.START;
        while (next != null) {
            DeliveryPage page = Await.result(desk.page(selection, next, limit));
            assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
            page.items().forEach(item -> told.add(item.studyInstanceUid() + " " + item.destination()));
            next = page.next().orElse(null);
        }
        return told;
    }

    private Extent order(DeliverySelection selection, Action action) {
        var order = new DeliveryOrder(selection, action, Urgency.BULK, PERSON);
        Extent foreseen = Await.result(desk.preview(order));
        Extent done = Await.result(desk.carryOut(order));
        assertThat(foreseen).as("what was foreseen").isEqualTo(done);
        return done;
    }

    private List<StudyDelivery> studies(DeliverySelection selection) {
        return Await.result(desk.page(selection, Position.START, 100)).items();
    }

    @Test
    void pagesHaveEverythingOnceInTheSameOrder() {
        queueThree();
        List<String> whole = all(OURS, 100);
        assertThat(whole).containsExactly("T1 CH1", "T1 CH2", "T2 CH1", "T2 CH2", "T3 CH1", "T3 CH2");
        assertThat(all(OURS, 1)).isEqualTo(whole);
        assertThat(all(OURS, 4)).isEqualTo(whole);
        assertThat(all(DeliverySelection.of(Set.of("TS1", "TS2")), 2)).hasSize(7).contains("T9 CH1");
        assertThat(all(DeliverySelection.of(Set.of()), 2)).isEmpty();
    }

    @Test
    void pagesLeaveNothingOutWhileWorkEnds() {
        queueThree();
        DeliveryPage first = Await.result(desk.page(OURS, Position.START, 2));
        end(task -> new Ending.Delivered(task.id(), "", "stored"));
        DeliveryPage second = Await.result(desk.page(OURS, first.next().orElseThrow(), 10));
        assertThat(second.items()).extracting(StudyDelivery::studyInstanceUid).contains("T2", "T3");
        assertThat(second.next()).isEmpty();
    }

    @Test
    void tellsOnlyWhatIsAskedFor() {
        queueThree();
        end(task -> new Ending.Again(task.id(), Duration.ofHours(1), "", "refused, A700H", true));
        end(task -> new Ending.Failed(task.id(), "", "refused, 0122H"));
        assertThat(all(OURS.destination("CH2"), 9)).containsExactly("T1 CH2", "T2 CH2", "T3 CH2");
        List<String> again = all(OURS.state(State.RETRY_AT), 9);
        List<String> failed = all(OURS.state(State.FAILED), 9);
        assertThat(again.size() + failed.size()).as("one may have been that of TS2").isBetween(1, 2);
        assertThat(all(DeliverySelection.of(Set.of("TS1", "TS2")).state(State.FAILED), 9)).hasSize(1);
        assertThat(all(OURS.state(State.QUEUED).destination("CH2"), 9)).hasSize(3);
        assertThat(all(OURS.state(State.HELD), 9)).isEmpty();
        assertThat(all(OURS.priority(Urgency.EMERGENCY), 9)).isEmpty();
        assertThat(all(OURS.priority(Urgency.URGENT).destination("CH2"), 9)).hasSize(3);
        assertThat(all(OURS.olderThan(Duration.ofMinutes(5)), 9)).isEmpty();
        assertThat(all(OURS.olderThan(Duration.ZERO).destination("CH2"), 9)).hasSize(3);
    }

    @Test
    void tellsWhatIsOnItsWay() {
        queueThree();
        DeliveryLease lease = Await.result(ledger.lease("CH2", Urgency.BULK, "us", TERM)).orElseThrow();
        assertThat(studies(OURS.state(State.SENDING))).singleElement()
                .satisfies(one -> assertThat(one.destination()).isEqualTo("CH2"))
                .satisfies(one -> assertThat(one.state()).isEqualTo(State.SENDING));
        Await.result(ledger.release(lease));
        assertThat(studies(OURS.state(State.SENDING))).isEmpty();
    }

    @Test
    void whatIsSentAgainHasFailedNoMore() {
        stand.queue(List.of("CH1"), SampleInstance.of("1"));
        end(task -> new Ending.Failed(task.id(), "", "refused"));
        assertThat(studies(OURS.state(State.FAILED))).hasSize(1);
        assertThat(order(OURS.destination("CH1").state(State.FAILED), Action.RESEND)).isEqualTo(new Extent(1, false));
        assertThat(studies(OURS.state(State.FAILED))).isEmpty();
        end(task -> new Ending.Delivered(task.id(), "", "stored"));
        assertThat(studies(OURS.state(State.FAILED))).as("the last outcome counts").isEmpty();
        assertThat(studies(OURS.state(State.DELIVERED))).hasSize(1);
        assertThat(order(OURS.destination("CH1").state(State.FAILED), Action.RESEND).instances()).isZero();
    }

    @Test
    void anOrderIsForWhatItNamesAndNothingElse() {
        queueThree();
        assertThat(order(OURS.destination("CH2"), Action.HOLD)).isEqualTo(new Extent(6, false));
        assertThat(studies(OURS.state(State.HELD))).extracting(StudyDelivery::destination).containsOnly("CH2")
                .hasSize(3);
        assertThat(order(OURS.destination("CH2"), Action.HOLD).instances()).as("once is enough").isZero();
        assertThat(order(OURS.state(State.HELD), Action.PRIORITISE).instances()).isEqualTo(6);
        assertThat(order(OURS.priority(Urgency.BULK), Action.RESUME).instances()).isEqualTo(6);
        assertThat(order(OURS.priority(Urgency.BULK), Action.CANCEL).instances()).isEqualTo(6);
        assertThat(order(OURS.destination("CH2").state(State.CANCELLED), Action.RESEND).instances()).isEqualTo(6);
        assertThat(order(OURS.olderThan(Duration.ofHours(1)), Action.CANCEL).instances()).isZero();
        assertThat(database.value("select count(*) from delivery_task where unit = 'TS2'")).isEqualTo(1L);
        assertThat(database.rows("""
                select object, details->>'units', details->>'destination', details->>'action', details->>'instances'
                from audit_event where action = 'DELIVERY_CHANGE' order by id limit 1"""))
                .as("one event for all").containsExactly(List.of("", "TS1", "CH2", "HOLD", "6"));
    }

    @Test
    void anOrderIsForSoManyAndSaysThatThereAreMore() {
        stand.queue(List.of("CH1"), SampleInstance.of("1"));
        database.rows(
                """
                        insert into delivery_task (id, unit, instance, study, destination, priority, route, route_version, reason)
                        select gen_random_uuid(), unit, instance, study, 'D' || n, priority, route, route_version, reason
                        from delivery_task, generate_series(1, 10001) n""");
        var order = new DeliveryOrder(OURS, Action.HOLD, Urgency.BULK, PERSON);
        assertThat(Await.result(desk.preview(order))).isEqualTo(new Extent(10_002, false));
        assertThat(Await.result(desk.carryOut(order))).isEqualTo(new Extent(DeliveryOrder.MOST, true));
        assertThat(Await.result(desk.carryOut(order))).isEqualTo(new Extent(2, false));
    }

    @ParameterizedTest
    @EnumSource(value = Action.class, mode = EnumSource.Mode.EXCLUDE, names = "VERIFY")
    void anOrderMayBeForOneInstance(Action action) {
        SampleInstance one = SampleInstance.of("1");
        stand.queue(List.of("CH1"), one, one.instance("2"), one.instance("3"));
        var study = DeliverySelection.of(Set.of("TS1"), "T1", "CH1");
        switch (action) {
            case RESUME -> order(study, Action.HOLD);
            case RETRY -> end(task -> new Ending.Again(task.id(), Duration.ofHours(1), "", "refused", true));
            case RESEND -> end(task -> new Ending.Failed(task.id(), "", "refused"));
            default -> assertThat(studies(OURS)).hasSize(1);
        }
        String uid = instances().get(1).sopInstanceUid();
        List<InstanceDelivery> before = instances();
        assertThat(order(study.instance("9.9.9"), action).instances()).isZero();
        assertThat(order(study.instance(uid), action)).isEqualTo(new Extent(1, false));
        List<InstanceDelivery> after = instances();
        assertThat(IntStream.range(0, 3).filter(i -> !before.get(i).equals(after.get(i)))).containsExactly(1);
    }

    private List<InstanceDelivery> instances() {
        return Await.result(desk.instances(DeliverySelection.of(Set.of("TS1"), "T1", "CH1"), "", 100));
    }

    @Test
    void tellsTheLastAnswerThatWasNoDelivery() {
        SampleInstance one = SampleInstance.of("1");
        stand.queue(List.of("CH1"), one, one.instance("2"), one.instance("3"));
        DeliveryLease lease = Await.result(ledger.lease("CH1", Urgency.BULK, "us", TERM)).orElseThrow();
        List<DeliveryTask> tasks = Await.result(ledger.due(lease, 3));
        settle(lease, again(tasks.get(0), "refused, C000H"));
        assertThat(trouble()).as("what waits for its first try has no answer").isEqualTo("refused, C000H");
        settle(lease, new Ending.Failed(tasks.get(1).id(), "", "refused, B000H"));
        assertThat(trouble()).isEqualTo("refused, B000H");
        settle(lease, again(tasks.get(0), "refused, A700H"));
        assertThat(trouble()).isEqualTo("refused, A700H");
        settle(lease, new Ending.Delivered(tasks.get(2).id(), "", "stored"));
        assertThat(trouble()).isEqualTo("refused, A700H");
        Await.result(ledger.release(lease));
        order(DeliverySelection.of(Set.of("TS1"), "T1", "CH1"), Action.CANCEL);
        assertThat(trouble()).as("nobody waits for what was cancelled").isEqualTo("refused, B000H");
    }

    private static Ending again(DeliveryTask task, String words) {
        return new Ending.Again(task.id(), Duration.ofHours(1), "", words, true);
    }

    private void settle(DeliveryLease lease, Ending ending) {
        assertThat(Await.result(ledger.settle(lease, List.of(ending), TERM))).isTrue();
    }

    private String trouble() {
        return Await.result(desk.ofStudy("T1", Set.of("TS1"))).getFirst().trouble().inWords();
    }

    @Test
    void aFailureCountsUntilSomebodySeesToIt() {
        stand.queue(List.of("CH1"), SampleInstance.of("1"));
        fail();
        assertThat(load().open().failed()).isEqualTo(1);
        assertThat(order(Action.RESEND)).isEqualTo(1);
        assertThat(load().open()).isEqualTo(new DestinationLoad.Open(1, 0, 0, 0));
        fail();
        assertThat(load().open().failed()).isEqualTo(1);
        assertThat(load().lately().failed()).as("in a day").isEqualTo(2);
        // in the first days of a month it is of the one before, which has no place of its own in a new database
        database.rows("create table delivery_result_before partition of delivery_result default");
        database.rows("update delivery_result set ended_at = ended_at - interval '8 days'");
        assertThat(load().open().failed()).isZero();
    }

    private void fail() {
        DeliveryLease lease = Await.result(ledger.lease("CH1", Urgency.BULK, "us", TERM)).orElseThrow();
        DeliveryTask task = Await.result(ledger.due(lease, 1)).getFirst();
        Await.result(ledger.settle(lease, List.of(new Ending.Failed(task.id(), "", "refused")), TERM));
        Await.result(ledger.release(lease));
    }

    private int order(Action action) {
        return Await.result(desk.carryOut(new DeliveryOrder(DeliverySelection.of(Set.of("TS1"), "T1", "CH1"), action,
                Urgency.BULK, DeskStand.PERSON))).instances();
    }

    private DestinationLoad load() {
        return Await.result(desk.loads()).getFirst();
    }

    @Test
    void countsProofsByWhatWasFoundOut() {
        for (int i = 0; i < 6; i++) {
            stand.queue(List.of("CH1"), SampleInstance.of("9." + i).study("S" + i).patient("P" + i));
        }
        assertThat(load().proofs()).isEqualTo(new DestinationLoad.Proofs(6, 0, 0, 0));
        database.rows("""
                update delivery_proof set state = n.state, settled_at = now() - n.age
                from study s join (values ('S0', 'COMPLETE', interval '0'), ('S1', 'COMPLETE', interval '0'),
                    ('S2', 'UNPROVEN', interval '0'), ('S3', 'FAILED', interval '6 days'),
                    ('S4', 'COMPLETE', interval '8 days')) as n (uid, state, age) on n.uid = s.uid
                where study = s.id""");
        assertThat(load().proofs()).isEqualTo(new DestinationLoad.Proofs(1, 2, 1, 1));
    }

    @Test
    void tellsHowFarEachInstanceIs() {
        SampleInstance one = SampleInstance.of("1");
        stand.queue(List.of("CH1"), one, one.instance("2"), one.instance("3"));
        DeliveryLease lease = Await.result(ledger.lease("CH1", Urgency.BULK, "us", TERM)).orElseThrow();
        List<DeliveryTask> tasks = Await.result(ledger.due(lease, 3));
        Await.result(ledger.settle(lease, List.of(new Ending.Delivered(tasks.get(0).id(), "", "stored"),
                new Ending.Again(tasks.get(1).id(), Duration.ofHours(1), "A700", "refused, A700H", true)), TERM));
        assertThat(instances()).extracting(InstanceDelivery::sopInstanceUid).isSorted().hasSize(3);
        assertThat(instances()).extracting(InstanceDelivery::state).containsExactlyInAnyOrder(State.DELIVERED,
                State.RETRY_AT, State.SENDING);
        Await.result(ledger.release(lease));
        assertThat(instances()).extracting(InstanceDelivery::state).as("nobody sends it").contains(State.QUEUED);
        assertThat(instances()).filteredOn(each -> each.state() == State.RETRY_AT).singleElement().satisfies(each -> {
            assertThat(each.attempts()).isEqualTo(1);
            assertThat(each.lastAnswer()).isEqualTo(new Answer("A700", "refused, A700H"));
            assertThat(each.nextTry()).isAfter(Instant.now());
            assertThat(each.endedAt()).isNull();
        });
        assertThat(instances()).extracting(InstanceDelivery::origin).as("open or ended")
                .containsOnly(new InstanceDelivery.Origin("all", 3, "UNIT=TS1"));
        assertThat(instances()).filteredOn(each -> each.state() == State.DELIVERED).singleElement()
                .satisfies(each -> assertThat(each.endedAt()).isNotNull())
                .satisfies(each -> assertThat(each.nextTry()).isNull());
        String first = instances().getFirst().sopInstanceUid();
        var others = DeliverySelection.of(Set.of("TS2"), "T1", "CH1");
        assertThat(Await.result(desk.instances(others, "", 9))).as("of other units").isEmpty();
        assertThat(Await.result(desk.instances(DeliverySelection.of(Set.of("TS1"), "T1", "CH1"), first, 1)))
                .isEqualTo(instances().subList(1, 2));
    }

    @Test
    void whatSomebodyElseIsWritingAboutIsLeftOut() {
        SampleInstance one = SampleInstance.of("1");
        stand.queue(List.of("CH1"), one, one.instance("2"));
        var order = new DeliveryOrder(OURS, Action.CANCEL, Urgency.BULK, PERSON);
        Extent done = Await.result(database.pool().withTransaction(connection -> connection
                .query("select id from delivery_task limit 1 for update").execute()
                .compose(locked -> Future.fromCompletionStage(desk.carryOut(order))))
                .toCompletionStage());
        assertThat(done).isEqualTo(new Extent(1, false));
    }
}
