package org.lianzhen.gateway.postgres.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.delivery.DeliveryLease;
import org.lianzhen.gateway.delivery.DeliveryOrder;
import org.lianzhen.gateway.delivery.DeliveryOrder.Action;
import org.lianzhen.gateway.delivery.DeliveryPage;
import org.lianzhen.gateway.delivery.DeliverySelection;
import org.lianzhen.gateway.delivery.DeliveryTask;
import org.lianzhen.gateway.delivery.Ending;
import org.lianzhen.gateway.delivery.StudyDelivery;
import org.lianzhen.gateway.member.Urgency;
import org.lianzhen.gateway.postgres.archive.SampleInstance;

/** Whose deliveries are counted and changed. */
class DeliveriesByUnitIT {
    private static final SampleInstance ONE = SampleInstance.of("1");
    private static final SampleInstance OTHERS = SampleInstance.of("9").study("T9").patient("P9").from("TS2");

    private DeskStand stand;

    @BeforeEach
    void start() throws IOException {
        stand = new DeskStand();
        stand.queue(List.of("CH1"), ONE, ONE.instance("2"), ONE.instance("3"));
        tryAll();
    }

    @AfterEach
    void close() {
        stand.close();
    }

    private DeliveryLease lease() {
        return Await.result(stand.ledger.lease("CH1", Urgency.BULK, "us", DeskStand.TERM)).orElseThrow();
    }

    /** The first is delivered, the second comes again later, the third has failed. */
    private void tryAll() {
        DeliveryLease lease = lease();
        List<DeliveryTask> tasks = Await.result(stand.ledger.due(lease, 3));
        Await.result(stand.ledger.settle(lease, List.of(new Ending.Delivered(tasks.get(0).id(), "", "stored"),
                new Ending.Again(tasks.get(1).id(), Duration.ofHours(1), "", "refused", true),
                new Ending.Failed(tasks.get(2).id(), "", "refused")), DeskStand.TERM));
        Await.result(stand.ledger.release(lease));
    }

    private int order(Action action, String... units) {
        DeliverySelection all = DeliverySelection.of(Set.of(units)).destination("CH1");
        return Await.result(stand.desk.carryOut(new DeliveryOrder(all, action, Urgency.BULK, DeskStand.PERSON)))
                .instances();
    }

    private List<String> loads(Set<String> units, String... destinations) {
        return Await.result(stand.desk.loads(units, Set.of(destinations))).stream()
                .map(load -> load.destination() + " " + load.open().queued() + load.open().retryAt()
                        + load.open().failed() + " " + load.sending() + " " + load.lately().delivered()
                        + load.lately().failed() + " " + load.proofs().due())
                .toList();
    }

    @Test
    void countsWhatIsOfAUnitOrGoesToADestination() {
        stand.queue(List.of("CH1"), OTHERS);
        stand.queue(List.of("CH2"), SampleInstance.of("8").study("T8").patient("P8").from("TS2"));
        DeliveryLease lease = lease();
        String own = "CH1 011 0 11 1";
        String others = "CH1 100 1 00 1";
        String elsewhere = "CH2 100 0 00 1";
        assertThat(loads(Set.of("TS1"))).containsExactly(own);
        assertThat(loads(Set.of("TS2"))).containsExactly(others, elsewhere);
        assertThat(loads(Set.of("CH1"), "CH1")).as("all that goes there").containsExactly("CH1 111 1 11 2");
        assertThat(loads(Set.of("TS1"), "CH2")).containsExactly(own, elsewhere);
        assertThat(loads(Set.of())).isEmpty();
        assertThat(loads(Set.of("TS1", "TS2"))).containsExactly("CH1 111 1 11 2", elsewhere)
                .hasSameSizeAs(Await.result(stand.desk.loads()));
        Await.result(stand.ledger.release(lease));
    }

    private List<String> open(String... units) {
        return Await.result(stand.desk.page(DeliverySelection.of(Set.of(units)), DeliveryPage.Position.START, 10))
                .items().stream().map(StudyDelivery::studyInstanceUid).toList();
    }

    @Test
    void showsStudiesOfUnitsThatMayBeSeen() {
        stand.queue(List.of("CH1"), OTHERS);
        assertThat(Await.result(stand.desk.ofStudy("T1", Set.of("TS2")))).isEmpty();
        assertThat(Await.result(stand.desk.ofStudy("T1", Set.of()))).isEmpty();
        assertThat(Await.result(stand.desk.ofStudy("T7", Set.of("TS1")))).isEmpty();
        assertThat(open("TS1")).containsExactly("T1");
        assertThat(open("TS2")).containsExactly("T9");
        assertThat(open("TS1", "TS2")).containsExactlyInAnyOrder("T1", "T9");
        assertThat(open()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Action.class)
    void putsOnRecordWhoseDeliveriesWereChanged(Action action) {
        if (action == Action.RESUME) {
            order(Action.HOLD, "TS1");
        }
        stand.database.rows("update delivery_proof set state = 'UNPROVEN'");
        assertThat(order(action, "TS1", "TS2", "CH1")).isPositive();
        assertThat(unitsOnRecord(action)).containsExactly(List.of("TS1"));
    }

    private List<List<Object>> unitsOnRecord(Action action) {
        return stand.database.rows("select details->>'units' from audit_event where details->>'action' = '" + action
                + "' order by id");
    }

    @Test
    void oneOrderMayBeAboutDeliveriesOfSeveralUnits() {
        stand.queue(List.of("CH1"), OTHERS);
        assertThat(order(Action.HOLD, "TS1", "TS2", "CH1")).isEqualTo(2);
        assertThat(order(Action.RESUME, "TS2")).isEqualTo(1);
        assertThat(unitsOnRecord(Action.HOLD)).containsExactly(List.of("TS1 TS2"));
        assertThat(unitsOnRecord(Action.RESUME)).containsExactly(List.of("TS2"));
    }
}
