package org.lianzhen.gateway.postgres.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
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
import org.lianzhen.gateway.order.NewOrder;
import org.lianzhen.gateway.order.Order;
import org.lianzhen.gateway.order.OrderChange;
import org.lianzhen.gateway.order.OrderMove;
import org.lianzhen.gateway.order.OrderNumbers;
import org.lianzhen.gateway.order.OrderResult;
import org.lianzhen.gateway.order.OrderSearch;
import org.lianzhen.gateway.order.OrderState;
import org.lianzhen.gateway.order.OrderStep;
import org.lianzhen.gateway.order.OrderStore.Placing;
import org.lianzhen.gateway.order.SampleOrder;
import org.lianzhen.gateway.order.TakenMessages;
import org.lianzhen.gateway.postgres.TestPostgres;

class PostgresOrderStoreIT {
    private static final AuditEvent.Actor DOCTOR = new AuditEvent.Actor("ts1-doctor", "TOWNSHIP_DOCTOR", "TS1",
            "10.0.0.1");
    private static final Set<String> TS1 = Set.of("TS1");

    private TestPostgres database;
    private PostgresOrderStore orders;

    @BeforeEach
    void open() throws IOException {
        database = TestPostgres.migrated();
        orders = new PostgresOrderStore(database.pool());
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Order place(SampleOrder order) {
        return ((Placing.Placed) Await.result(orders.place(order.build(), DOCTOR))).order();
    }

    private Order now(Order order) {
        return Await.result(orders.find(order.id(), TS1)).orElseThrow();
    }

    private OrderStep step(Order order, OrderMove move) {
        return new OrderStep(order.id(), TS1, move, "", DOCTOR);
    }

    @Test
    void whoSendsTheSameOrderAtOnceGetsOne() {
        NewOrder same = new NewOrder("TS1", Order.Source.HL7, OrderNumbers.NONE.placedAs("H1"),
                SampleOrder.of("").content());
        List<CompletionStage<Placing>> asked = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            asked.add(orders.place(same, DOCTOR));
        }
        Set<UUID> ids = new HashSet<>();
        int placed = 0;
        for (CompletionStage<Placing> one : asked) {
            switch (Await.result(one)) {
                case Placing.Placed(Order order) -> {
                    ids.add(order.id());
                    placed++;
                }
                case Placing.Known(Order order) -> ids.add(order.id());
                case Placing.Taken(String what) -> throw new AssertionError(what);
            }
        }
        assertThat(placed).isEqualTo(1);
        assertThat(ids).hasSize(1);
        assertThat(database.rows("select count(*) from audit_event")).containsExactly(List.of(1L));
    }

    @Test
    void numbersAreThereOnce() {
        place(SampleOrder.of("A1").studyUid("1.2.3"));
        assertThat(Await.result(orders.place(SampleOrder.of("A1").build(), DOCTOR)))
                .isEqualTo(new Placing.Taken("accessionNumber"));
        assertThat(Await.result(orders.place(SampleOrder.of("A2").studyUid("1.2.3").build(), DOCTOR)))
                .isEqualTo(new Placing.Taken("studyUid"));
        Set<String> made = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            made.add(place(SampleOrder.of("")).numbers().accession());
        }
        assertThat(made).hasSize(20).allMatch(number -> number.length() <= 16);
    }

    @Test
    void ofTwoWhoMoveAtOnceOneIsRefused() {
        Order order = place(SampleOrder.of("A1"));
        var one = orders.move(step(order, OrderMove.CANCEL));
        var other = orders.move(step(order, OrderMove.BEGIN));
        List<OrderResult> results = List.of(Await.result(one), Await.result(other));
        assertThat(results).filteredOn(OrderResult.Done.class::isInstance).hasSize(1);
        assertThat(results).filteredOn(OrderResult.Refused.class::isInstance).hasSize(1);
        assertThat(now(order).version()).isEqualTo(2);
        assertThat(Await.result(orders.history(order.id()))).hasSize(2);
    }

    @Test
    void everyMoveThatIsNotAllowedIsRefusedWithTheState() {
        for (OrderState state : OrderState.values()) {
            Order order = place(SampleOrder.of(""));
            database.rows("update imaging_order set state = $2 where id = $1", order.id(), state.name());
            for (OrderMove wanted : OrderMove.values()) {
                if (state.after(wanted).isEmpty()) {
                    assertThat(Await.result(orders.move(step(order, wanted)))).as("%s in %s", wanted, state)
                            .isEqualTo(new OrderResult.Refused(state));
                }
            }
            assertThat(now(order).version()).isEqualTo(1);
        }
    }

    @Test
    void otherUnitsMoveAndChangeNothing() {
        Order order = place(SampleOrder.of("A1"));
        Set<String> others = Set.of("TS2", "CH1");
        assertThat(Await.result(orders.move(new OrderStep(order.id(), others, OrderMove.CANCEL, "", DOCTOR))))
                .isEqualTo(new OrderResult.Unknown());
        assertThat(Await.result(orders.change(new OrderChange(order.id(), others, 0, order.content(), DOCTOR))))
                .isEqualTo(new OrderResult.Unknown());
        assertThat(Await.result(orders.find(order.id(), others))).isEmpty();
        assertThat(Await.result(orders.placed("TS1", ""))).as("no number is no number").isEmpty();
        assertThat(now(order).version()).isEqualTo(1);
    }

    @Test
    void aChangeIsFoundByWhatItSaysNow() {
        Order order = place(SampleOrder.of("A1"));
        place(SampleOrder.of("A2"));
        Await.result(orders.change(new OrderChange(order.id(), TS1, 1,
                SampleOrder.of("").patient("P9", "赵^六").content(), DOCTOR)));
        assertThat(found(new OrderSearch.Filter("", "", "zhao*", null, null))).containsExactly("A1");
        assertThat(found(new OrderSearch.Filter("", "P9", "", null, null))).containsExactly("A1");
        assertThat(found(new OrderSearch.Filter("CT", "", "李*", null, null))).containsExactly("A2");
        assertThat(found(new OrderSearch.Filter("", "' or true --", "", null, null))).isEmpty();
        LocalDate today = LocalDate.now(ZoneId.systemDefault());
        assertThat(found(new OrderSearch.Filter("", "", "", today.minusDays(1), today.plusDays(1)))).hasSize(2);
        assertThat(found(new OrderSearch.Filter("", "", "", today.plusDays(2), null))).isEmpty();
    }

    private List<String> found(OrderSearch.Filter filter) {
        return Await.result(orders.search(new OrderSearch(TS1, Set.of(), filter,
                new OrderSearch.Page(Optional.empty(), 10)))).stream().map(one -> one.numbers().accession()).toList();
    }

    @Test
    void messagesAreRememberedByWhatTheySay() {
        TakenMessages taken = new PostgresTakenMessages(database.pool());
        var key = new TakenMessages.Key("TS1HIS", "M1", "d1");
        assertThat(Await.result(taken.isKnown(key))).isFalse();
        Await.result(taken.note(key));
        Await.result(taken.note(key));
        assertThat(Await.result(taken.isKnown(key))).isTrue();
        assertThat(Await.result(taken.isKnown(new TakenMessages.Key("TS2HIS", "M1", "d1")))).isFalse();
        assertThat(Await.result(taken.isKnown(new TakenMessages.Key("TS1HIS", "M1", "d2")))).isFalse();
        database.rows("update taken_message set taken_at = now() - interval '31 days'");
        Await.result(taken.note(new TakenMessages.Key("TS1HIS", "M2", "d1")));
        assertThat(database.rows("select control_id from taken_message")).containsExactly(List.of("M2"));
    }

    @Test
    void anOrderMakesNoRecordOfAPatient() {
        Order order = place(SampleOrder.of("A1"));
        assertThat(database.rows("select object from audit_event")).containsExactly(List.of(order.id().toString()));
        assertThat(database.rows("select name from patient")).isEmpty();
    }
}
