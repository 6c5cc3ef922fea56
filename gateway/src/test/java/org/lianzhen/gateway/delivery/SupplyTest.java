package org.lianzhen.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.member.Urgency;
import org.lianzhen.gateway.route.Address;
import org.lianzhen.gateway.route.Destination;

/** A lane that would wait for an hour for more of a study, and looks around by itself as seldom. */
@Timeout(60)
class SupplyTest {
    private static final DeliveryPace PATIENT = new DeliveryPace(LaneTest.PACE.batch(), LaneTest.PACE.term(),
            Duration.ofHours(1), Duration.ofHours(1), LaneTest.PACE.trouble(), LaneTest.PACE.retry());

    private final FakeLedger ledger = new FakeLedger();
    private final ScriptedCourier courier = new ScriptedCourier();
    private final Bell bell = new Bell();
    private Lane lane;

    private void start() {
        var destination = new Destination("CH1", "CH1", new Address.Node("CH1PACS"), 1);
        lane = Lane.start(Urgency.BULK,
                new Lane.Tools(destination, ledger, courier, bell, LaneTest.LINE, PATIENT, "us"));
    }

    @AfterEach
    void close() throws InterruptedException {
        lane.close();
        assertThat(lane.join(Duration.ofSeconds(10))).as("the lane ends").isTrue();
    }

    @Test
    void sendsAStudyThatComesInImageByImageUnderOneLease() throws Exception {
        UUID study = ledger.add("CH1", Urgency.ROUTINE, 1);
        start();
        for (int i = 0; i < 2; i++) {
            assertThat(courier.next().tasks).hasSize(1);
            ledger.add(study, "CH1", Urgency.ROUTINE, 1);
            bell.ring(Urgency.ROUTINE);
        }
        assertThat(courier.next().tasks).hasSize(1);
        assertThat(ledger.leased).hasSize(1);
        assertThat(ledger.released).isEmpty();
    }

    @Test
    void keepsNoOtherStudyWaitingForImagesToCome() throws Exception {
        ledger.add("CH1", Urgency.ROUTINE, 1);
        start();
        assertThat(courier.next().tasks).hasSize(1);
        ledger.add("CH1", Urgency.BULK, 1);
        bell.ring(Urgency.BULK);
        assertThat(courier.next().tasks).as("by the bell").hasSize(1);
        Await.until("the first was given back", () -> ledger.released.size() == 1);
    }

    @Test
    void waitsForNoImagesWhileAnotherStudyIsDue() throws Exception {
        ledger.add("CH1", Urgency.ROUTINE, 1);
        ledger.add("CH1", Urgency.ROUTINE, 1);
        start();
        assertThat(courier.next().tasks).hasSize(1);
        assertThat(courier.next().tasks).as("of the other, without a bell").hasSize(1);
    }

    @Test
    void anEmergencyIsGivenBackAtOnce() throws Exception {
        ledger.add("CH1", Urgency.EMERGENCY, 1);
        start();
        Await.until("it is given back", () -> ledger.released.size() == 1);
    }

    @Test
    void whatIsLessUrgentOfAStudyGoesByItself() throws Exception {
        UUID study = ledger.add("CH1", Urgency.URGENT, 1);
        ledger.add(study, "CH1", Urgency.BULK, 1);
        start();
        assertThat(courier.next().tasks).extracting(DeliveryTask::priority).containsExactly(Urgency.URGENT);
        assertThat(courier.next().tasks).extracting(DeliveryTask::priority).containsExactly(Urgency.BULK);
        assertThat(ledger.leased).extracting(DeliveryLease::priority).as("in turn with others as urgent")
                .containsExactly(Urgency.URGENT, Urgency.BULK);
    }

    @Test
    void whatHasGotLessUrgentSinceIsSentAllTheSame() throws Exception {
        UUID study = ledger.add("CH1", Urgency.BULK, 1);
        ledger.add(study, "CH1", Urgency.ROUTINE, 1);
        start();
        assertThat(courier.next().tasks).extracting(DeliveryTask::priority).containsExactly(Urgency.BULK);
        assertThat(ledger.leased).hasSize(1);
    }
}
