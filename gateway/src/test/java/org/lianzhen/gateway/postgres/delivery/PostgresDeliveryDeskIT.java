package org.lianzhen.gateway.postgres.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.archive.receipt.Receipt;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.delivery.Answer;
import org.lianzhen.gateway.delivery.DeliveryLease;
import org.lianzhen.gateway.delivery.DeliveryOrder;
import org.lianzhen.gateway.delivery.DeliveryOrder.Action;
import org.lianzhen.gateway.delivery.DeliveryPage;
import org.lianzhen.gateway.delivery.DeliverySelection;
import org.lianzhen.gateway.delivery.DeliveryTask;
import org.lianzhen.gateway.delivery.DestinationLoad;
import org.lianzhen.gateway.delivery.Ending;
import org.lianzhen.gateway.delivery.InstanceDelivery;
import org.lianzhen.gateway.delivery.ProofKind;
import org.lianzhen.gateway.delivery.StudyDelivery;
import org.lianzhen.gateway.delivery.StudyDelivery.State;
import org.lianzhen.gateway.member.Urgency;
import org.lianzhen.gateway.postgres.TestPostgres;
import org.lianzhen.gateway.postgres.archive.SampleInstance;

class PostgresDeliveryDeskIT {
    private static final Duration TERM = DeskStand.TERM;
    private static final SampleInstance ONE = SampleInstance.of("1");
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

    /** Study T1 of three instances for CH1. */
    private void queue() {
        queue(ONE, ONE.instance("2"), ONE.instance("3"));
    }

    private void queue(SampleInstance... instances) {
        queue("CH1", instances);
    }

    private void queue(String destination, SampleInstance... instances) {
        stand.queue(List.of(destination), instances);
    }

    private DeliveryLease lease() {
        return Await.result(ledger.lease("CH1", Urgency.BULK, "us", TERM)).orElseThrow();
    }

    /** The first is delivered, the second comes again later, the third has failed. */
    private void tryAll() {
        DeliveryLease lease = lease();
        List<DeliveryTask> tasks = Await.result(ledger.due(lease, 3));
        Await.result(ledger.settle(lease, List.of(new Ending.Delivered(tasks.get(0).id(), "0000", "stored"),
                new Ending.Again(tasks.get(1).id(), Duration.ofHours(1), "A700", "refused, A700H", true),
                new Ending.Failed(tasks.get(2).id(), "0122", "refused, 0122H")), TERM));
        Await.result(ledger.release(lease));
    }

    private int order(Action action) {
        return order(action, Urgency.ROUTINE, "TS1");
    }

    private int order(Action action, Urgency priority, String... units) {
        DeliverySelection study = DeliverySelection.of(Set.of(units), "T1", "CH1");
        return Await.result(desk.carryOut(new DeliveryOrder(study, action, priority, PERSON))).instances();
    }

    private StudyDelivery study() {
        List<StudyDelivery> all = Await.result(desk.ofStudy("T1", Set.of("TS1")));
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private static StudyDelivery.Instances counts(int queued, int retryAt, int held, int delivered, int failed,
            int cancelled) {
        return new StudyDelivery.Instances(queued, retryAt, held, delivered, failed, cancelled, false);
    }

    private List<List<Object>> onRecord() {
        return database.rows("""
                select action, outcome, object, unit, actor, details->>'destination', details->>'action',
                    details->>'instances', coalesce(details->>'priority', '') from audit_event
                where action = 'DELIVERY_CHANGE' order by id""");
    }

    @Test
    void tellsWhatWaits() {
        queue();
        assertThat(study()).isEqualTo(
                new StudyDelivery("T1", "CH1", "TS1", counts(3, 0, 0, 0, 0, 0), 0, Urgency.URGENT, Answer.NONE, null,
                        Receipt.RECEIVING, new StudyDelivery.Proof(StudyDelivery.ProofState.DUE, null, null,
                                StudyDelivery.Missing.NONE, Answer.NONE)));
        DeliveryLease lease = lease();
        assertThat(study().state()).isEqualTo(State.SENDING);
        assertThat(instances()).extracting(InstanceDelivery::state).containsOnly(State.SENDING);
        Await.result(ledger.release(lease));
        assertThat(study().state()).isEqualTo(State.QUEUED);
        assertThat(instances()).extracting(InstanceDelivery::state).containsOnly(State.QUEUED);
    }

    private List<InstanceDelivery> instances() {
        return Await.result(desk.instances(DeliverySelection.of(Set.of("TS1"), "T1", "CH1"), "", 10));
    }

    @Test
    void tellsWhatBecameOfEachInstance() {
        queue();
        tryAll();
        StudyDelivery study = study();
        assertThat(study.instances()).isEqualTo(counts(0, 1, 0, 1, 1, 0));
        assertThat(study.state()).isEqualTo(State.RETRY_AT);
        assertThat(study.trouble().inWords()).startsWith("refused, ");
        assertThat(study.trouble().code()).isIn("A700", "0122");
        assertThat(study.attempts()).isEqualTo(3);
        assertThat(instances()).extracting(one -> one.state() + " " + one.lastAnswer().code())
                .containsExactlyInAnyOrder("DELIVERED 0000", "RETRY_AT A700", "FAILED 0122");
        assertThat(study.nextTry()).isBetween(Instant.now().plusSeconds(3000), Instant.now().plusSeconds(4000));
        assertThat(onRecord()).as("nobody changed anything").isEmpty();
    }

    @Test
    void anInstanceCountsOnceByWhereItIsNow() {
        queue();
        tryAll();
        assertThat(order(Action.RESEND)).as("two have ended").isEqualTo(2);
        assertThat(study().instances()).isEqualTo(counts(2, 1, 0, 0, 0, 0));
        DeliveryLease lease = lease();
        List<Ending> stored = Await.result(ledger.due(lease, 9)).stream()
                .<Ending>map(task -> new Ending.Delivered(task.id(), "", "stored")).toList();
        Await.result(ledger.settle(lease, stored, TERM));
        Await.result(ledger.release(lease));
        assertThat(study().instances()).isEqualTo(counts(0, 1, 0, 2, 0, 0));
        assertThat(database.value("select count(*) from delivery_result")).as("history stays").isEqualTo(4L);
    }

    @Test
    void holdsAndLetsGo() {
        queue();
        tryAll();
        assertThat(order(Action.HOLD)).isEqualTo(1);
        assertThat(study().state()).isEqualTo(State.HELD);
        assertThat(study().nextTry()).isNull();
        assertThat(order(Action.HOLD)).as("once is enough").isZero();
        assertThat(Await.result(ledger.lease("CH1", Urgency.BULK, "us", TERM))).isEmpty();
        database.rows("update delivery_task set untried_since = now() - interval '30 days'");
        assertThat(order(Action.RESUME)).isEqualTo(1);
        assertThat(order(Action.RESUME)).isZero();
        assertThat(Await.result(ledger.due(lease(), 9))).as("due at once, and not given up for the time it was held")
                .singleElement().satisfies(task -> assertThat(task.untriedSince()).isNull());
    }

    @Test
    void whatIsHeldWhileItIsSentIsSettledAndTheRestWaits() {
        queue();
        DeliveryLease lease = lease();
        List<DeliveryTask> tasks = Await.result(ledger.due(lease, 2));
        assertThat(order(Action.HOLD)).isEqualTo(3);
        assertThat(Await.result(ledger.settle(lease, List.of(new Ending.Delivered(tasks.get(0).id(), "", "stored"),
                new Ending.Again(tasks.get(1).id(), Duration.ofHours(1), "", "refused", true)), TERM))).isTrue();
        assertThat(Await.result(ledger.due(lease, 9))).isEmpty();
        assertThat(study().instances()).isEqualTo(
                new StudyDelivery.Instances(0, 0, 2, 1, 0, 0, false));
    }

    @Test
    void triesNow() {
        queue();
        assertThat(order(Action.RETRY)).as("nothing waits for another try").isZero();
        tryAll();
        assertThat(order(Action.RETRY)).isEqualTo(1);
        assertThat(Await.result(ledger.due(lease(), 9))).singleElement()
                .satisfies(task -> assertThat(task.attempts()).isEqualTo(1));
    }

    @Test
    void cancelsWhatIsOpen() {
        queue();
        tryAll();
        assertThat(order(Action.CANCEL)).isEqualTo(1);
        assertThat(study().instances()).isEqualTo(counts(0, 0, 0, 1, 1, 1));
        assertThat(study().state()).isEqualTo(State.FAILED);
        assertThat(order(Action.CANCEL)).isZero();
        assertThat(database
                .rows("select answer, attempts, route, reason from delivery_result where outcome = 'CANCELLED'"))
                .containsExactly(List.of("refused, A700H", 1, "all", "UNIT=TS1"));
        assertThat(order(Action.RESEND)).as("what was cancelled too").isEqualTo(3);
        assertThat(database.rows("select distinct state, attempts, priority::text, route_version from delivery_task"))
                .containsExactly(List.of("QUEUED", 0, "URGENT", 3));
    }

    @Test
    void whatArrivesAlthoughItWasCancelledIsOnRecord() {
        queue(ONE, ONE.instance("2"));
        DeliveryLease lease = lease();
        List<DeliveryTask> tasks = Await.result(ledger.due(lease, 2));
        assertThat(order(Action.CANCEL)).isEqualTo(2);
        List<Ending> endings = List.of(new Ending.Delivered(tasks.getFirst().id(), "", "stored"),
                new Ending.Failed(tasks.getLast().id(), "", "refused"));
        assertThat(Await.result(ledger.settle(lease, endings, TERM))).isTrue();
        assertThat(study().instances()).extracting(StudyDelivery.Instances::delivered,
                StudyDelivery.Instances::cancelled).containsExactly(1, 1);
        assertThat(database.rows("select outcome, count(*) from delivery_result group by 1 order by 1"))
                .containsExactly(List.of("CANCELLED", 2L), List.of("DELIVERED", 1L));
    }

    @Test
    void hurries() {
        queue();
        assertThat(order(Action.PRIORITISE, Urgency.EMERGENCY, "TS1")).isEqualTo(3);
        assertThat(study().priority()).isEqualTo(Urgency.EMERGENCY);
        assertThat(Await.result(ledger.lease("CH1", Urgency.EMERGENCY, "us", TERM))).isPresent();
    }

    @Test
    void putsOnRecordWhoDidWhat() {
        queue();
        order(Action.HOLD);
        order(Action.PRIORITISE, Urgency.BULK, "TS1");
        assertThat(onRecord()).containsExactly(
                List.of("DELIVERY_CHANGE", "SUCCESS", "T1", "TS1", "ts1-tech", "CH1", "HOLD", "3", ""),
                List.of("DELIVERY_CHANGE", "SUCCESS", "T1", "TS1", "ts1-tech", "CH1", "PRIORITISE", "3", "BULK"));
    }

    @ParameterizedTest
    @EnumSource(Action.class)
    void nobodyDecidesAboutStudiesOfOthers(Action action) {
        queue();
        tryAll();
        List<List<Object>> before = everything();
        assertThat(order(action, Urgency.BULK, "TS2", "CH1")).isZero();
        assertThat(order(action, Urgency.BULK)).isZero();
        assertThat(everything()).isEqualTo(before);
        assertThat(onRecord()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Action.class)
    void doesNothingThatCannotBePutOnRecord(Action action) {
        queue();
        tryAll();
        if (action == Action.RESUME) {
            order(Action.HOLD);
        }
        database.rows("update delivery_proof set state = 'UNPROVEN'");
        List<List<Object>> before = everything();
        database.rows("alter table audit_event rename to audit_away");
        assertThatThrownBy(() -> order(action, Urgency.BULK, "TS1")).isNotNull();
        assertThat(everything()).isEqualTo(before);
        database.rows("alter table audit_away rename to audit_event");
        assertThat(order(action, Urgency.BULK, "TS1")).isPositive();
        assertThat(everything()).isNotEqualTo(before);
    }

    @Test
    void asksOnceMoreAboutWhatIsNotBeingAskedAnyway() {
        queue();
        tryAll();
        assertThat(order(Action.VERIFY)).as("it will be asked").isZero();
        database.rows("""
                update delivery_proof set state = 'UNPROVEN', settled_at = now(), attempts = 5, rounds = 2,
                    due_at = now() - interval '1 hour'""");
        database.rows("""
                insert into commitment_inquiry (transaction_uid, study, destination, unit, witness, sop_instance_uids)
                select '1.2', study, destination, unit, 'CH1', '{1}' from delivery_proof""");
        assertThat(Await.result(desk.preview(new DeliveryOrder(DeliverySelection.of(Set.of("TS1"), "T1", "CH1"),
                Action.VERIFY, Urgency.ROUTINE, PERSON))).instances()).isEqualTo(1);
        assertThat(order(Action.VERIFY)).isEqualTo(1);
        assertThat(database.rows("select state, settled_at, attempts, rounds from delivery_proof"))
                .containsExactly(java.util.Arrays.asList("DUE", null, 0, 0));
        assertThat(database.rows("select * from commitment_inquiry")).isEmpty();
        assertThat(onRecord()).hasSize(1);
    }

    @Test
    void tellsProvedStudiesFromOthers() {
        queue();
        DeliveryLease lease = lease();
        Await.result(ledger.settle(lease, Await.result(ledger.due(lease, 3)).stream()
                .<Ending>map(task -> new Ending.Delivered(task.id(), "", "stored")).toList(), TERM));
        Await.result(ledger.release(lease));
        assertThat(study().state()).isEqualTo(State.DELIVERED);
        database.rows("update study_receipt set state = 'STABLE', rule = 'QUIET', stable_at = now()");
        database.rows(
                "update delivery_proof set missing = 2, missing_uids = '{1,2}', answer = '2 of 3 missing', code = 'SENT_AGAIN'");
        assertThat(study().received().rule()).isEqualTo(Receipt.Rule.QUIET);
        assertThat(study().proof()).isEqualTo(new StudyDelivery.Proof(StudyDelivery.ProofState.DUE, null, null,
                new StudyDelivery.Missing(2, List.of("1", "2")), new Answer("SENT_AGAIN", "2 of 3 missing")));
        assertThat(ended(State.DELIVERED)).hasSize(1);
        assertThat(ended(State.COMPLETE)).isEmpty();
        database.rows("update delivery_proof set state = 'COMPLETE', kind = 'QUERY', settled_at = now()");
        assertThat(study().state()).isEqualTo(State.COMPLETE);
        assertThat(study().proof().kind()).isEqualTo(ProofKind.QUERY);
        assertThat(ended(State.DELIVERED)).isEmpty();
        assertThat(ended(State.COMPLETE)).hasSize(1);
        database.rows("update study_receipt set state = 'RECEIVING', rule = null, stable_at = null");
        assertThat(study().state()).as("more may come").isEqualTo(State.DELIVERED);
    }

    private List<StudyDelivery> ended(State state) {
        return Await.result(desk.page(DeliverySelection.of(Set.of("TS1")).state(state), DeliveryPage.Position.START,
                10)).items();
    }

    private List<List<Object>> everything() {
        return database.rows("""
                select id, state, priority::text, due_at, attempts from delivery_task
                union all select id, outcome, priority::text, ended_at, attempts from delivery_result
                union all select study, state, destination, due_at, rounds from delivery_proof order by 1""");
    }

    private List<String> open(String... units) {
        return Await.result(desk.page(DeliverySelection.of(Set.of(units)), DeliveryPage.Position.START, 10)).items()
                .stream().map(StudyDelivery::studyInstanceUid).toList();
    }

    @Test
    void tellsOpenStudiesByUrgencyAndAge() {
        queue(ONE);
        queue(SampleInstance.of("2").study("T2").patient("P2"));
        queue(SampleInstance.of("3").study("T3").patient("P3").emergency());
        assertThat(open("TS1")).containsExactly("T3", "T1", "T2");
        order(Action.CANCEL);
        assertThat(open("TS1")).as("what has ended is not open").containsExactly("T3", "T2");
    }

    @Test
    void aStudyWithoutOpenWorkIsNotOnItsWay() {
        queue(ONE);
        DeliveryLease lease = lease();
        assertThat(study().state()).isEqualTo(State.SENDING);
        List<DeliveryTask> tasks = Await.result(ledger.due(lease, 1));
        Await.result(
                ledger.settle(lease, List.of(new Ending.Delivered(tasks.getFirst().id(), "0000", "stored")), TERM));
        assertThat(study().state()).as("though the lease is still held").isEqualTo(State.DELIVERED);
        Await.result(ledger.release(lease));
    }

    @Test
    void tellsWhatDestinationsHaveToDo() {
        assertThat(Await.result(desk.loads())).isEmpty();
        queue();
        tryAll();
        queue("CH2", SampleInstance.of("7").study("T7").patient("P7"));
        queue(ONE.instance("4"), ONE.instance("5"));
        DeliveryLease lease = lease();
        List<DestinationLoad> loads = Await.result(desk.loads());
        assertThat(loads).extracting(DestinationLoad::destination).containsExactly("CH1", "CH2");
        DestinationLoad first = loads.getFirst();
        assertThat(first.open()).isEqualTo(new DestinationLoad.Open(2, 1, 0, 1));
        assertThat(first.sending()).isEqualTo(1);
        assertThat(first.lately()).isEqualTo(new DestinationLoad.Lately(1, 1));
        assertThat(first.oldest()).isBetween(Instant.now().minusSeconds(300), Instant.now().plusSeconds(5));
        assertThat(loads.getLast()).satisfies(load -> {
            assertThat(load.open()).isEqualTo(new DestinationLoad.Open(1, 0, 0, 0));
            assertThat(load.lately()).isEqualTo(new DestinationLoad.Lately(0, 0));
        });
        Await.result(ledger.release(lease));
        order(Action.HOLD);
        assertThat(Await.result(desk.loads()).getFirst().open()).isEqualTo(new DestinationLoad.Open(0, 0, 3, 1));
    }

    @Test
    void aDestinationThatHasNothingLeftToDoIsStillTold() {
        queue(ONE);
        order(Action.CANCEL);
        assertThat(Await.result(desk.loads())).containsExactly(new DestinationLoad("CH1",
                new DestinationLoad.Open(0, 0, 0, 0), 0, null, new DestinationLoad.Lately(0, 0),
                new DestinationLoad.Proofs(1, 0, 0, 0)));
    }
}
