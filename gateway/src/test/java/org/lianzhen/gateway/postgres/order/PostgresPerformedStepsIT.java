package org.lianzhen.gateway.postgres.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.order.Order;
import org.lianzhen.gateway.order.OrderState;
import org.lianzhen.gateway.order.OrderStore.Placing;
import org.lianzhen.gateway.order.PerformedSteps.Beginning;
import org.lianzhen.gateway.order.PerformedSteps.Ending;
import org.lianzhen.gateway.order.PerformedSteps.News;
import org.lianzhen.gateway.order.PerformedSteps.Reference;
import org.lianzhen.gateway.order.PerformedSteps.State;
import org.lianzhen.gateway.order.PerformedSteps.Step;
import org.lianzhen.gateway.order.SampleOrder;
import org.lianzhen.gateway.order.Worklist.Scope;
import org.lianzhen.gateway.postgres.TestPostgres;

class PostgresPerformedStepsIT {
    private static final AuditEvent.Actor DEVICE = new AuditEvent.Actor("TS1CT", "DICOM_NODE", "TS1", "10.0.0.7");
    private static final Scope OWN = new Scope("TS1", Set.of("TS1"), Set.of("TS1CT"));

    private TestPostgres database;
    private PostgresOrderStore orders;
    private PostgresPerformedSteps steps;

    @BeforeEach
    void open() {
        database = TestPostgres.migrated();
        orders = new PostgresOrderStore(database.pool());
        steps = new PostgresPerformedSteps(database.pool());
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Order place(SampleOrder order) {
        return ((Placing.Placed) Await.result(orders.place(order.build(), DEVICE))).order();
    }

    private static Step step(String uid, Reference... named) {
        return new Step(uid, "TS1CT", "P1", List.of(named), OWN);
    }

    private static Reference named(Order order) {
        return new Reference(order.numbers().studyUid(), order.numbers().accession(), order.numbers().stepId());
    }

    private Beginning begin(Step step) {
        return Await.result(steps.begin(step, DEVICE));
    }

    private Ending update(String uid, State state) {
        return Await.result(steps.update(new News(uid, "TS1", state), DEVICE));
    }

    private OrderState state(Order order) {
        return OrderState.valueOf(
                (String) database.value("select state from imaging_order where id = $1", order.id()));
    }

    private long count(String sql) {
        return (Long) database.value("select count(*) from " + sql);
    }

    @Test
    void oneStepMovesAllOrdersThatItNames() {
        Order first = place(SampleOrder.of("A1"));
        Order second = place(SampleOrder.of("A2"));
        assertThat(begin(step("1.5", named(first), named(second), named(first)))).isEqualTo(Beginning.BEGUN);
        assertThat(List.of(state(first), state(second))).containsOnly(OrderState.IN_PROGRESS);
        assertThat(update("1.5", State.COMPLETED)).isEqualTo(Ending.DONE);
        assertThat(List.of(state(first), state(second))).containsOnly(OrderState.PERFORMED);
        assertThat(count("performed_step_order")).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({ "UID,A9,X9,true", "1.2.3,A1,A1,true", "1.2.3,A1,'',true", "'',A1,'',true", "1.2.3,A1,X9,false",
            "1.2.3,'',A1,false", "'','','',false" })
    void anOrderIsNamedByStudyOrByAccessionNumberAndStep(String uid, String accession, String stepId, boolean moves) {
        Order order = place(SampleOrder.of("A1"));
        String study = uid.equals("UID") ? order.numbers().studyUid() : uid;
        begin(step("1.5", new Reference(study, accession, stepId)));
        assertThat(state(order)).isEqualTo(moves ? OrderState.IN_PROGRESS : OrderState.ORDERED);
    }

    @Test
    void theStudyCountsMoreThanTheAccessionNumber() {
        Order byAccession = place(SampleOrder.of("A1"));
        Order byStudy = place(SampleOrder.of("A2"));
        begin(step("1.5", new Reference(byStudy.numbers().studyUid(), "A1", "")));
        assertThat(state(byStudy)).isEqualTo(OrderState.IN_PROGRESS);
        assertThat(state(byAccession)).isEqualTo(OrderState.ORDERED);
    }

    @ParameterizedTest
    @CsvSource({ "TS1,'',P1,true", "TS1,'','',true", "TS1,'',P2,false", "TS2,'',P1,false", "CH1,TS1CT,P1,true",
            "CH1,CH1CT,P1,false" })
    void onlyOrdersOfTheWorklistOfTheDeviceMove(String unit, String station, String patientId, boolean moves) {
        Order order = place(SampleOrder.of("A1"));
        Set<String> readable = unit.equals("CH1") ? Set.of("CH1", "TS1") : Set.of(unit);
        var scope = new Scope(unit, readable, Set.of(station));
        begin(new Step("1.5", station, patientId, List.of(named(order)), scope));
        assertThat(state(order)).isEqualTo(moves ? OrderState.IN_PROGRESS : OrderState.ORDERED);
        assertThat(count("performed_step_order")).isEqualTo(moves ? 1 : 0);
    }

    @Test
    void aStepBeginsOnceAndMovesNothingTheSecondTime() {
        Order first = place(SampleOrder.of("A1"));
        Order second = place(SampleOrder.of("A2"));
        begin(step("1.5", named(first)));
        assertThat(begin(step("1.5", named(second)))).isEqualTo(Beginning.DUPLICATE);
        assertThat(state(second)).isEqualTo(OrderState.ORDERED);
        assertThat(count("performed_step_order")).isEqualTo(1);
    }

    @Test
    void ofTwoThatBeginAtOnceOneWins() {
        Order order = place(SampleOrder.of("A1"));
        List<CompletionStage<Beginning>> begun = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            begun.add(steps.begin(step("1.5", named(order)), DEVICE));
        }
        assertThat(begun.stream().map(Await::result)).containsOnlyOnce(Beginning.BEGUN)
                .contains(Beginning.DUPLICATE);
        assertThat(count("imaging_order_event where move = 'BEGIN'")).isEqualTo(1);
    }

    @Test
    void ofTwoThatEndAtOnceOneWins() {
        Order order = place(SampleOrder.of("A1"));
        begin(step("1.5", named(order)));
        List<CompletionStage<Ending>> ended = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            State state = i % 2 == 0 ? State.COMPLETED : State.DISCONTINUED;
            ended.add(steps.update(new News("1.5", "TS1", state), DEVICE));
        }
        assertThat(ended.stream().map(Await::result)).containsOnlyOnce(Ending.DONE).contains(Ending.ENDED);
        assertThat(count("imaging_order_event where move in ('PERFORM', 'DISCONTINUE')")).isEqualTo(1);
        assertThat(database.value("select state from performed_step"))
                .isEqualTo(state(order) == OrderState.PERFORMED ? "COMPLETED" : "DISCONTINUED");
    }

    @Test
    void stepsOfOtherUnitsAreUnknown() {
        begin(step("1.5"));
        assertThat(Await.result(steps.update(new News("1.5", "TS2", State.COMPLETED), DEVICE)))
                .isEqualTo(Ending.UNKNOWN);
        assertThat(update("1.6", State.COMPLETED)).isEqualTo(Ending.UNKNOWN);
        assertThat(database.value("select state from performed_step")).isEqualTo("IN_PROGRESS");
    }

    @Test
    void whatWasGivenUpMayBeBegunAnew() {
        Order order = place(SampleOrder.of("A1"));
        begin(step("1.5", named(order)));
        assertThat(update("1.5", State.IN_PROGRESS)).isEqualTo(Ending.DONE);
        assertThat(update("1.5", State.DISCONTINUED)).isEqualTo(Ending.DONE);
        assertThat(state(order)).isEqualTo(OrderState.DISCONTINUED);
        begin(step("1.6", named(order)));
        assertThat(update("1.5", State.COMPLETED)).isEqualTo(Ending.ENDED);
        assertThat(state(order)).isEqualTo(OrderState.IN_PROGRESS);
        assertThat(update("1.6", State.COMPLETED)).isEqualTo(Ending.DONE);
        assertThat(state(order)).isEqualTo(OrderState.PERFORMED);
    }

    @Test
    void eachMoveIsAuditedOnce() {
        Order order = place(SampleOrder.of("A1"));
        begin(step("1.5", named(order)));
        update("1.5", State.COMPLETED);
        assertThat(database.rows("select actor, object, details->>'move' from audit_event"
                + " where action = 'ORDER_CHANGE' order by details->>'move'")).containsExactly(
                        List.of("TS1CT", order.id().toString(), "BEGIN"),
                        List.of("TS1CT", order.id().toString(), "PERFORM"));
    }

    @Test
    void withoutItsAuditEventNothingHappens() {
        Order order = place(SampleOrder.of("A1"));
        database.rows("alter table audit_event add constraint closed check (action <> 'ORDER_CHANGE')");
        assertThatThrownBy(() -> begin(step("1.5", named(order)))).isInstanceOf(Throwable.class);
        assertThat(state(order)).isEqualTo(OrderState.ORDERED);
        assertThat(count("performed_step")).isZero();
        assertThat(count("performed_step_order")).isZero();
        assertThat(count("imaging_order_event")).isEqualTo(1);
    }
}
