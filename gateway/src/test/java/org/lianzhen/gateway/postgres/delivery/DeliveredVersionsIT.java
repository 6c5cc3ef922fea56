package org.lianzhen.gateway.postgres.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.delivery.DeliveryLease;
import org.lianzhen.gateway.delivery.DeliveryOrder;
import org.lianzhen.gateway.delivery.DeliverySelection;
import org.lianzhen.gateway.delivery.DeliveryTask;
import org.lianzhen.gateway.delivery.DestinationLoad;
import org.lianzhen.gateway.delivery.Ending;
import org.lianzhen.gateway.delivery.StudyDelivery;
import org.lianzhen.gateway.delivery.proof.Finding;
import org.lianzhen.gateway.delivery.proof.ProofLease;
import org.lianzhen.gateway.delivery.proof.Question;
import org.lianzhen.gateway.delivery.proof.Question.Doubts;
import org.lianzhen.gateway.member.Urgency;
import org.lianzhen.gateway.postgres.archive.PostgresStudyReceipts;
import org.lianzhen.gateway.postgres.archive.SampleInstance;

/** A destination goes by SOP Instance UIDs, of which there may be several versions. */
class DeliveredVersionsIT {
    private static final String STORED = "0000";
    private static final String THERE = "0111";
    private static final SampleInstance FIRST = SampleInstance.of("1");
    /** Goes out although it contradicts the first, since it is urgent. */
    private static final SampleInstance SECOND = FIRST.emergency().content("other");

    private DeskStand stand;

    @BeforeEach
    void start() throws IOException {
        stand = new DeskStand();
    }

    @AfterEach
    void close() {
        stand.close();
    }

    private void queue(SampleInstance... versions) {
        stand.queue(List.of("CH1"), versions);
    }

    /** Everything that is due is there, says CH1 with these codes, in the order in which it was sent. */
    private void answer(String... codes) {
        DeliveryLease lease = Await.result(stand.ledger.lease("CH1", Urgency.BULK, "us",
                DeskStand.TERM)).orElseThrow();
        List<DeliveryTask> due = Await.result(stand.ledger.due(lease, 10));
        assertThat(due).hasSameSizeAs(codes);
        Ending[] endings = new Ending[codes.length];
        for (int i = 0; i < codes.length; i++) {
            endings[i] = new Ending.Delivered(due.get(i).id(), codes[i], "said " + codes[i]);
        }
        Await.result(stand.ledger.settle(lease, List.of(endings), DeskStand.TERM));
        Await.result(stand.ledger.release(lease));
    }

    private List<List<Object>> results() {
        return stand.database.rows("""
                select i.version, r.outcome, r.code from delivery_result r join instance i on i.id = r.instance
                order by r.ended_at, i.version""");
    }

    private void arriveAgain(int version) {
        stand.database.rows("""
                insert into arrival (id, unit, instance, study, priority, urgency, urgency_source)
                select gen_random_uuid(), unit, id, study, priority, urgency, urgency_source from instance
                where version = %d""".formatted(version));
        queue();
    }

    private Question question() {
        Await.result(new PostgresStudyReceipts(stand.database.pool()).settle(Duration.ZERO, 10));
        var ledger = new PostgresProofLedger(stand.database.pool());
        ProofLease lease = Await.result(ledger.take("CH1", "us", DeskStand.TERM)).orElseThrow();
        return Await.result(ledger.read(lease));
    }

    @Test
    void whoHadNothingOfThatNameHasThisVersion() {
        queue(FIRST);
        answer(THERE);
        assertThat(results()).containsExactly(List.of(1, "DELIVERED", THERE));
        assertThat(question().doubts()).isEqualTo(Doubts.NONE);
    }

    @Test
    void whoHasAnEarlierVersionHasNotTheNewOne() {
        queue(FIRST);
        answer(STORED);
        queue(SECOND);
        answer(THERE);
        assertThat(results()).containsExactly(List.of(1, "DELIVERED", STORED), List.of(2, "FAILED", "OTHER_VERSION"));
        assertThat(stand.database.value("select answer from delivery_result where code = 'OTHER_VERSION'"))
                .isEqualTo("it has another version of this instance; said 0111");
        Question question = question();
        assertThat(question.undelivered()).isEqualTo(1);
        assertThat(question.claims()).isEmpty();
    }

    @Test
    void whatSomebodyCancelledMeanwhileIsNotThereEither() {
        queue(FIRST);
        answer(STORED);
        queue(SECOND);
        DeliveryLease lease = Await.result(stand.ledger.lease("CH1", Urgency.BULK, "us",
                DeskStand.TERM)).orElseThrow();
        DeliveryTask task = Await.result(stand.ledger.due(lease, 10)).getFirst();
        Await.result(stand.desk.carryOut(new DeliveryOrder(DeliverySelection.of(Set.of("TS1"), "T1", "CH1"),
                DeliveryOrder.Action.CANCEL, Urgency.BULK, DeskStand.PERSON)));
        Await.result(stand.ledger.settle(lease, List.of(new Ending.Delivered(task.id(), THERE, "there")),
                DeskStand.TERM));
        assertThat(results()).containsExactly(List.of(1, "DELIVERED", STORED), List.of(2, "CANCELLED", ""));
    }

    @Test
    void whoSaysThatItKeepsTheNewOneMayHaveTheOldOneStill() {
        queue(FIRST);
        answer(STORED);
        queue(SECOND);
        answer(STORED);
        assertThat(question()).satisfies(question -> {
            assertThat(question.claims()).hasSize(1);
            assertThat(question.doubts()).as("unless it overwrites").isEqualTo(new Doubts(1, 0));
        });
        stand.database.rows("update instance set state = 'SUPERSEDED' where version = 1");
        resend();
        answer(THERE);
        assertThat(results().getLast()).as("it has said so").containsExactly(2, "DELIVERED", THERE);
        assertThat(question().doubts()).isEqualTo(new Doubts(1, 0));
    }

    private void settleFirst(Function<UUID, Ending> ending) {
        DeliveryLease lease = Await.result(stand.ledger.lease("CH1", Urgency.BULK, "us",
                DeskStand.TERM)).orElseThrow();
        UUID task = Await.result(stand.ledger.due(lease, 10)).getFirst().id();
        Await.result(stand.ledger.settle(lease, List.of(ending.apply(task)), DeskStand.TERM));
        Await.result(stand.ledger.release(lease));
    }

    @Test
    void whatWasLostOnItsWayMayHaveArrived() {
        queue(FIRST);
        settleFirst(task -> new Ending.Again(task, Duration.ofHours(1), "LOST", "broken", true));
        queue(SECOND);
        stand.database.rows("update instance set state = 'SUPERSEDED' where version = 1");
        answer(THERE);
        assertThat(results()).containsExactly(List.of(1, "CANCELLED", "LOST"), List.of(2, "FAILED", "OTHER_VERSION"));
    }

    private void resend() {
        stand.database
                .rows("""
                        insert into delivery_task (id, unit, instance, study, destination, priority, route, route_version, reason)
                        select gen_random_uuid(), unit, instance, study, destination, priority, route, route_version, reason
                        from delivery_result on conflict do nothing""");
    }

    @Test
    void aWarningLeavesItInDoubt() {
        queue(FIRST);
        answer(STORED);
        queue(SECOND);
        answer("B000");
        assertThat(results().getLast()).containsExactly(2, "DELIVERED", "B000");
        assertThat(question().doubts()).isEqualTo(new Doubts(1, 0));
    }

    @Test
    void theVersionThatCameBackWasOverwrittenMeanwhile() {
        queue(FIRST);
        answer(STORED);
        queue(SECOND);
        answer(STORED);
        stand.database.rows("update instance set state = 'REJECTED' where version = 2");
        assertThat(question().doubts()).as("the other one is there").isEqualTo(new Doubts(1, 1));
        arriveAgain(1);
        answer(THERE);
        assertThat(results().getLast()).containsExactly(1, "FAILED", "OTHER_VERSION");
        resend();
        answer(STORED);
        assertThat(results().getLast()).containsExactly(1, "DELIVERED", STORED);
        assertThat(question().doubts()).as("it may keep the other one, or overwrite it").isEqualTo(new Doubts(1, 0));
    }

    @Test
    void aVersionThatGaveWayToAnotherIsToldNoMore() {
        queue(FIRST);
        answer(STORED);
        queue(SECOND);
        assertThat(told()).as("both are to be there").containsExactly(1, 1, 2);
        stand.database.rows("update instance set state = case version when 1 then 'SUPERSEDED' else 'ACTIVE' end");
        assertThat(told()).containsExactly(0, 1, 1);
        answer(STORED);
        assertThat(told()).containsExactly(1, 0, 1);
        stand.database.rows("update instance set state = 'REJECTED'");
        assertThat(told()).as("the last of them, when there is no other").containsExactly(1, 0, 1);
    }

    /** Delivered and open ones of the study, and how many are listed. */
    private List<Integer> told() {
        StudyDelivery.Instances counts = Await.result(stand.desk.ofStudy("T1", Set.of("TS1"))).getFirst().instances();
        return List.of(counts.delivered(), counts.queued(), Await.result(stand.desk.instances(
                DeliverySelection.of(Set.of("TS1"), "T1", "CH1"), "", 10)).size());
    }

    @Test
    void twoVersionsInOneGoAreToldApart() {
        queue(FIRST, SECOND);
        answer(STORED, THERE);
        assertThat(stand.database.rows("select outcome, code from delivery_result order by 1"))
                .containsExactly(List.of("DELIVERED", STORED), List.of("FAILED", "OTHER_VERSION"));
    }

    @Test
    void nobodyKnowsWhichOfTwoInOneGoWasTheLast() {
        queue(FIRST, SECOND);
        answer(STORED, STORED);
        assertThat(question().doubts()).isEqualTo(new Doubts(1, 1));
        stand.database.rows("update instance set state = 'SUPERSEDED' where version = 1");
        resend();
        answer(STORED);
        assertThat(question().doubts()).as("it was sent once more by itself").isEqualTo(new Doubts(1, 0));
    }

    @Test
    void whatIsMissingInAVersionThatGaveWayHasNotFailed() {
        queue(FIRST);
        answer(STORED);
        queue(SECOND);
        stand.database.rows("update instance set state = case version when 1 then 'SUPERSEDED' else 'ACTIVE' end");
        answer(STORED);
        Await.result(new PostgresStudyReceipts(stand.database.pool()).settle(Duration.ZERO, 10));
        var ledger = new PostgresProofLedger(stand.database.pool());
        ProofLease lease = Await.result(ledger.take("CH1", "us", DeskStand.TERM)).orElseThrow();
        String missing = (String) stand.database.value("select distinct sop_instance_uid from instance");
        assertThat(Await.result(ledger.settle(lease, new Finding.Failed(List.of(missing), 1)))).isTrue();
        assertThat(results()).containsExactly(List.of(1, "DELIVERED", STORED), List.of(2, "DELIVERED", STORED),
                List.of(2, "FAILED", "MISSING"));
        assertThat(failed()).containsExactly(1, 1);
    }

    @Test
    void whatFailedAndGaveWaySinceIsNoFailure() {
        queue(FIRST);
        settleFirst(task -> new Ending.Failed(task, "0122", "refused"));
        assertThat(failed()).containsExactly(1, 1);
        for (String state : List.of("SUPERSEDED", "REJECTED")) {
            stand.database.rows("update instance set state = '" + state + "'");
            assertThat(failed()).as(state).containsExactly(0, 0);
        }
        stand.database.rows("update instance set state = 'ACTIVE'");
        assertThat(failed()).containsExactly(1, 1);
    }

    /** Of the last week, and of the last day. */
    private List<Integer> failed() {
        DestinationLoad load = Await.result(stand.desk.loads()).getFirst();
        return List.of(load.open().failed(), load.lately().failed());
    }

    @Test
    void versionsThatTurnedOutToBeTheSameAreOne() {
        queue(FIRST);
        answer(STORED);
        queue(SECOND);
        stand.database.rows("""
                update parking set same_as = (select id from instance where version = 1)""");
        answer(THERE);
        assertThat(results().getLast()).containsExactly(2, "DELIVERED", THERE);
        assertThat(question().doubts()).isEqualTo(Doubts.NONE);
    }

    @Test
    void otherInstancesAndOtherDestinationsDoNotMatter() {
        queue(FIRST);
        stand.queue(List.of("CH2"), FIRST.instance("2"));
        answer(STORED);
        queue(FIRST.instance("3"));
        answer(THERE);
        assertThat(results()).allSatisfy(row -> assertThat(row).contains("DELIVERED"));
    }

    @Test
    void aVersionThatGaveWayCountsNoMore() {
        queue(FIRST);
        stand.database.rows("update instance set state = 'SUPERSEDED'");
        assertThat(results()).as("withdrawn").containsExactly(List.of(1, "CANCELLED", ""));
        queue(SECOND);
        stand.database.rows("update instance set state = 'ACTIVE' where version = 2");
        answer(STORED);
        assertThat(question()).satisfies(question -> {
            assertThat(question.undelivered()).isZero();
            assertThat(question.claims()).hasSize(1);
        });
    }
}
