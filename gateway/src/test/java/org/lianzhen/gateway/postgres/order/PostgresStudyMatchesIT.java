package org.lianzhen.gateway.postgres.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.order.ArrivedStudy;
import org.lianzhen.gateway.order.Candidate;
import org.lianzhen.gateway.order.Judgement;
import org.lianzhen.gateway.order.Order;
import org.lianzhen.gateway.order.OrderMove;
import org.lianzhen.gateway.order.OrderState;
import org.lianzhen.gateway.order.OrderStep;
import org.lianzhen.gateway.order.OrderStore.Placing;
import org.lianzhen.gateway.order.SampleOrder;
import org.lianzhen.gateway.order.StudyMatches.Decision;
import org.lianzhen.gateway.order.StudyMatches.Outcome;
import org.lianzhen.gateway.postgres.TestPostgres;
import org.lianzhen.gateway.postgres.archive.PostgresArchiveIndex;
import org.lianzhen.gateway.postgres.archive.SampleInstance;

class PostgresStudyMatchesIT {
    private static final AuditEvent.Actor PERSON = new AuditEvent.Actor("ts1-tech", "TECHNOLOGIST", "TS1",
            "10.0.0.2");

    private TestPostgres database;
    private PostgresOrderStore orders;
    private PostgresStudyMatches matches;

    @BeforeEach
    void open() {
        database = TestPostgres.migrated();
        orders = new PostgresOrderStore(database.pool());
        matches = new PostgresStudyMatches(database.pool());
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Order place(String accession) {
        return ((Placing.Placed) Await.result(orders.place(SampleOrder.of(accession).build(), PERSON))).order();
    }

    private Order now(Order order) {
        return Await.result(orders.find(order.id(), Set.of("TS1"))).orElseThrow();
    }

    private ArrivedStudy arrive(String uid, String unit) {
        Await.result(new PostgresArchiveIndex(database.pool()).begin(List.of(SampleInstance.of(uid + ".1.1").study(uid)
                .series(uid + ".1", "CT").patient("P1").named("李^誠").from(unit).indexed())).commit());
        return Await.result(matches.unconsidered(100)).stream().filter(study -> study.uid().equals(uid)).findFirst()
                .orElseThrow();
    }

    private boolean settle(ArrivedStudy study, Judgement judgement) {
        return Await.result(matches.settle(study, judgement));
    }

    private Outcome decide(String study, Optional<UUID> order, String... units) {
        return Await.result(matches.decide(new Decision(study, Set.of(units), order, "核对", PERSON)));
    }

    private static Decision undoing(String study, String unit) {
        return new Decision(study, Set.of(unit), Optional.empty(), "看错", PERSON);
    }

    private long count(String sql) {
        return (Long) database.value("select count(*) from " + sql);
    }

    @Test
    void newStudiesComeOldestFirstAndNoMoreThanTheLimit() {
        for (int i = 1; i < 5; i++) {
            arrive("1.2." + i, "TS1");
        }
        assertThat(Await.result(matches.unconsidered(3))).extracting(ArrivedStudy::uid).containsExactly("1.2.1",
                "1.2.2", "1.2.3");
    }

    @Test
    void aStudyTellsWhatItsImagesSay() {
        ArrivedStudy study = arrive("1.2.1", "TS1");
        assertThat(study.unit()).isEqualTo("TS1");
        assertThat(study.accession()).isEqualTo("A7");
        assertThat(study.modalities()).containsExactly("CT");
        assertThat(study.stepIds()).containsExactlyInAnyOrder("SPS1", "SPS2");
        assertThat(study.patient()).isEqualTo(new ArrivedStudy.Patient("TS1", "P1", "李^誠", "19800229", "M"));
    }

    @Test
    void candidatesAreThoseOfThePatientAndOfTheNumber() {
        Order mine = place("A1");
        Order byNumber = ((Placing.Placed) Await
                .result(orders.place(SampleOrder.of("A7").patient("P9", "王^五").build(), PERSON))).order();
        Await.result(orders.place(SampleOrder.of("A3").patient("P8", "王^五").build(), PERSON));
        SampleOrder elsewhere = SampleOrder.of("A4");
        Await.result(orders.place(new SampleOrder("TS2", elsewhere.numbers(), elsewhere.content()).build(), PERSON));
        assertThat(Await.result(matches.candidates(arrive("1.2.1", "TS1")))).containsExactly(
                new Candidate(mine, true), new Candidate(byNumber, false));
    }

    @Test
    void aMatchIsWrittenWithItsOrderAndAuditEvent() {
        Order order = place("A1");
        assertThat(settle(arrive("1.2.1", "TS1"), new Judgement.Certain(order, "STEP_ID"))).isTrue();
        assertThat(now(order).progress().state()).isEqualTo(OrderState.PERFORMED);
        assertThat(now(order).progress().studies()).containsExactly("1.2.1");
        assertThat(database.rows("select actor, object, details->>'how', details->>'order' from audit_event"
                + " where action = 'ORDER_MATCH'"))
                .containsExactly(List.of("LIANZHEN", "1.2.1", "STEP_ID", order.id().toString()));
    }

    @Test
    void aStudyIsSettledOnce() {
        ArrivedStudy study = arrive("1.2.1", "TS1");
        Order order = place("A1");
        List<CompletionStage<Boolean>> settled = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            settled.add(matches.settle(study, new Judgement.Certain(order, "STEP_ID")));
        }
        assertThat(settled.stream().map(Await::result)).containsOnlyOnce(true).hasSize(8);
        assertThat(count("audit_event where action = 'ORDER_MATCH'")).isEqualTo(1);
        assertThat(now(order).version()).isEqualTo(2);
        assertThat(settle(study, new Judgement.None())).isFalse();
        assertThat(now(order).progress().studies()).containsExactly("1.2.1");
    }

    @Test
    void twoStudiesAtOnceDoNotBothGetOneOrder() {
        Order order = place("A1");
        List<CompletionStage<Boolean>> settled = new ArrayList<>();
        for (ArrivedStudy study : List.of(arrive("1.2.1", "TS1"), arrive("1.2.2", "TS1"), arrive("1.2.3", "TS1"))) {
            settled.add(matches.settle(study, new Judgement.Certain(order, "STEP_ID")));
        }
        assertThat(settled.stream().map(Await::result)).containsOnlyOnce(true).hasSize(3);
        assertThat(now(order).progress().studies()).hasSize(1);
        assertThat(Await.result(matches.unconsidered(10))).as("judged anew").hasSize(2);
    }

    @Test
    void anOrderThatIsCancelledMeanwhileGetsNoStudy() {
        Order order = place("A1");
        ArrivedStudy study = arrive("1.2.1", "TS1");
        Await.result(orders.move(new OrderStep(order.id(), Set.of("TS1"), OrderMove.CANCEL, "", PERSON)));
        assertThat(settle(study, new Judgement.Certain(order, "STEP_ID"))).isFalse();
        assertThat(now(order).progress().studies()).isEmpty();
        assertThat(Await.result(matches.unconsidered(10))).hasSize(1);
    }

    @Test
    void withoutItsAuditEventNothingIsMatched() {
        Order order = place("A1");
        ArrivedStudy study = arrive("1.2.1", "TS1");
        database.rows("alter table audit_event add constraint closed check (action <> 'ORDER_MATCH')");
        assertThatThrownBy(() -> settle(study, new Judgement.Certain(order, "STEP_ID"))).isInstanceOf(Throwable.class);
        assertThat(now(order)).isEqualTo(order);
        assertThat(count("imaging_order_event")).isEqualTo(1);
        assertThat(Await.result(matches.unconsidered(10))).hasSize(1);
    }

    @Test
    void onlyStudiesOfTheUnitsWaitOldestFirstAndNoMoreThanTheLimit() {
        for (String uid : List.of("1.2.3", "1.2.1", "1.2.2")) {
            settle(arrive(uid, "TS1"), new Judgement.Doubtful("SEVERAL_ORDERS"));
        }
        settle(arrive("1.2.4", "TS2"), new Judgement.Doubtful("SEVERAL_ORDERS"));
        assertThat(Await.result(matches.waiting(Set.of("TS1"), 2))).extracting(one -> one.study().uid())
                .containsExactly("1.2.3", "1.2.1");
        assertThat(Await.result(matches.waiting(Set.of("TS2"), 9))).extracting(one -> one.study().uid())
                .containsExactly("1.2.4");
        assertThat(Await.result(matches.waiting(Set.of("TS1", "TS2"), 9))).hasSize(4);
        assertThat(Await.result(matches.waiting(Set.of(), 9))).isEmpty();
    }

    @Test
    void othersNeitherDecideNorTakeBack() {
        Order order = place("A1");
        settle(arrive("1.2.1", "TS1"), new Judgement.Doubtful("SEVERAL_ORDERS"));
        assertThat(decide("1.2.1", Optional.of(order.id()), "TS2")).isEqualTo(Outcome.UNKNOWN);
        assertThat(decide("1.2.1", Optional.of(new UUID(1, 2)), "TS1")).isEqualTo(Outcome.UNKNOWN);
        assertThat(decide("1.2.1", Optional.of(order.id()), "TS1")).isEqualTo(Outcome.DONE);
        assertThat(Await.result(matches.undo(undoing("1.2.1", "TS2")))).isEqualTo(Outcome.UNKNOWN);
        assertThat(now(order).progress().state()).isEqualTo(OrderState.PERFORMED);
    }

    @Test
    void ofTwoWhoDecideAtOnceOneWins() {
        Order first = place("A1");
        Order second = place("A2");
        settle(arrive("1.2.1", "TS1"), new Judgement.Doubtful("SEVERAL_ORDERS"));
        List<CompletionStage<Outcome>> decided = new ArrayList<>();
        for (Order order : List.of(first, second)) {
            decided.add(matches
                    .decide(new Decision("1.2.1", Set.of("TS1"), Optional.of(order.id()), "核对", PERSON)));
        }
        assertThat(decided.stream().map(Await::result)).containsExactlyInAnyOrder(Outcome.DONE, Outcome.MATCHED);
        assertThat(count("imaging_order where state = 'PERFORMED'")).isEqualTo(1);
        assertThat(count("audit_event where action = 'ORDER_MATCH'")).isEqualTo(1);
    }

    @Test
    void anOrderWithAnotherStudyStaysClosedWhenOneIsTakenBack() {
        Order order = place("A1");
        for (String uid : List.of("1.2.1", "1.2.2")) {
            settle(arrive(uid, "TS1"), new Judgement.Doubtful("SEVERAL_ORDERS"));
            assertThat(decide(uid, Optional.of(order.id()), "TS1")).isEqualTo(Outcome.DONE);
        }
        assertThat(Await.result(matches.undo(undoing("1.2.1", "TS1")))).isEqualTo(Outcome.DONE);
        assertThat(now(order).progress().state()).isEqualTo(OrderState.PERFORMED);
        assertThat(Await.result(matches.undo(undoing("1.2.2", "TS1")))).isEqualTo(Outcome.DONE);
        assertThat(now(order).progress().state()).isEqualTo(OrderState.ORDERED);
        assertThat(Await.result(matches.undo(undoing("1.2.2", "TS1")))).isEqualTo(Outcome.UNKNOWN);
    }
}
