package org.lianzhen.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.member.Urgency;
import org.lianzhen.gateway.route.Address;
import org.lianzhen.gateway.route.Destination;

/** How a lane waits, and what it tells others of the same destination. */
@Timeout(60)
class LaneRestTest {
    private static final Duration NEVER = Duration.ofHours(1);
    /** Tries again soon, and looks around by itself never. */
    private static final DeliveryPace PATIENT = new DeliveryPace(4, Duration.ofMinutes(1), Duration.ofMillis(2), NEVER,
            LaneTest.PACE.trouble(), LaneTest.PACE.retry());

    private final FakeLedger ledger = new FakeLedger();
    private final ScriptedCourier courier = new ScriptedCourier();
    private final Bell bell = new Bell();
    private Lane lane;

    @AfterEach
    void close() throws InterruptedException {
        lane.close();
        assertThat(lane.join(Duration.ofSeconds(10))).as("the lane ends").isTrue();
    }

    private void start(DeliveryPace pace) {
        var destination = new Destination("CH1", "CH1", new Address.Node("CH1PACS"), 1);
        lane = Lane.start(Urgency.BULK, new Lane.Tools(destination, ledger, courier, bell, LaneTest.LINE, pace, "us"));
    }

    @Test
    void asksOnceForEachTimeThatItIsRungFor() {
        start(PATIENT);
        for (int rings = 1; rings <= 3; rings++) {
            int times = rings;
            Await.until("it has found nothing", () -> ledger.idle.get() == times);
            bell.ring(Urgency.ROUTINE);
        }
        Await.until("it has found nothing once more", () -> ledger.idle.get() == 4);
    }

    @Test
    void asksALedgerThatIsAwayWhenItIsRungForOnly() {
        ledger.away = true;
        start(PATIENT);
        for (int rings = 1; rings <= 3; rings++) {
            int times = rings;
            Await.until("it was asked in vain", () -> ledger.asked.get() == times);
            bell.ring(Urgency.ROUTINE);
        }
        Await.until("it was asked once more", () -> ledger.asked.get() == 4);
    }

    @Test
    void afterAFaultOfOursItTriesAgainByItselfAfterAPause() {
        var failures = new AtomicInteger();
        courier.script = sent -> {
            if (failures.getAndIncrement() < 1) {
                throw new IllegalStateException("a fault of ours");
            }
            ScriptedCourier.DELIVERS.accept(sent);
        };
        ledger.add("CH1", Urgency.ROUTINE, 1);
        start(PATIENT);
        Await.until("it is there", () -> ledger.endings.size() == 1);
        assertThat(Duration.ofNanos(courier.sent.get(1).since - courier.sent.get(0).since))
                .isGreaterThanOrEqualTo(PATIENT.trouble().minusMillis(1));
    }

    @Test
    void tellsOtherLanesThatADestinationIsBack() {
        courier.script = ScriptedCourier.REACHES_NOBODY;
        ledger.add("CH1", Urgency.ROUTINE, 1);
        start(LaneTest.PACE);
        Await.until("it was called in vain", () -> !ledger.endings.isEmpty());
        assertThat(bell.backs()).isZero();
        courier.script = ScriptedCourier.DELIVERS;
        Await.until("it is there, and said to be", () -> bell.backs() == 1);
    }

    @Test
    void tellsOtherLanesHowLongAnEmergencyIsBeingSent() throws Exception {
        courier.script = ScriptedCourier.NOTHING_YET;
        ledger.add("CH1", Urgency.EMERGENCY, 1);
        start(LaneTest.PACE);
        ScriptedCourier.Sent emergency = courier.next();
        assertThat(bell.isEmergencyBeingSent()).isTrue();
        assertThat(lane.join(Duration.ofMillis(1))).as("it is at work").isFalse();
        emergency.all(ScriptedCourier::stored);
        Await.until("it is there", () -> !bell.isEmergencyBeingSent());
    }
}
