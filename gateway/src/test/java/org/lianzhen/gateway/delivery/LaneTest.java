package org.lianzhen.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.member.Urgency;
import org.lianzhen.gateway.route.Address;
import org.lianzhen.gateway.route.Destination;
import org.lianzhen.gateway.route.Retry;
import org.lianzhen.gateway.route.RetrySchedule;

@Timeout(60)
class LaneTest {
    static final DeliveryPace PACE = new DeliveryPace(4, Duration.ofMinutes(1), Duration.ofMillis(2),
            Duration.ofMillis(20), Duration.ofMillis(150),
            new Retry(new RetrySchedule(Duration.ofMillis(1), Duration.ofMillis(1), 3), Duration.ofDays(7)));
    private static final Destination CH1 = new Destination("CH1", "CH1", new Address.Node("CH1PACS"), 1);

    /** One without limits. */
    static final Line LINE = new Line(LocalTime::now);

    private final FakeLedger ledger = new FakeLedger();
    private final ScriptedCourier courier = new ScriptedCourier();
    private final Bell bell = new Bell();
    private Lane lane;

    @AfterEach
    void close() throws InterruptedException {
        if (lane != null) {
            lane.close();
            assertThat(lane.join(Duration.ofSeconds(10))).as("the lane ends").isTrue();
        }
    }

    private void start(Urgency least) {
        start(least, PACE);
    }

    private void start(Urgency least, DeliveryPace pace) {
        lane = Lane.start(least, tools(pace));
    }

    private Lane.Tools tools(DeliveryPace pace) {
        return new Lane.Tools(CH1, ledger, courier, bell, LINE, pace, "us");
    }

    private List<UUID> delivered() {
        return ledger.endings.stream().filter(Ending.Delivered.class::isInstance).map(Ending::task).toList();
    }

    @Test
    void sendsAStudyBatchByBatchUnderOneLease() {
        ledger.add("CH1", Urgency.ROUTINE, 10);
        start(Urgency.BULK);
        Await.until("all is delivered", () -> delivered().size() == 10 && ledger.released.size() == 1);
        assertThat(courier.sent).extracting(sent -> sent.tasks.size()).containsExactly(4, 4, 2);
        assertThat(ledger.leased).hasSize(1).isEqualTo(ledger.released);
    }

    private static DeliveryPace pace(Duration term, Duration flush, Duration poll) {
        return new DeliveryPace(4, term, flush, poll, PACE.trouble(), PACE.retry());
    }

    @Test
    void writesNothingWhileNothingEndsButThatTheLeaseLasts() throws Exception {
        courier.script = ScriptedCourier.NOTHING_YET;
        ledger.add("CH1", Urgency.ROUTINE, 1);
        start(Urgency.BULK, pace(Duration.ofHours(1), PACE.flush(), PACE.poll()));
        ScriptedCourier.Sent sent = courier.next();
        Await.until("it has looked around", () -> ledger.looked.get() > 3);
        assertThat(ledger.settled).hasValue(0);
        sent.all(ScriptedCourier::stored);
        Await.until("it is written", () -> delivered().size() == 1);
        close();

        courier.script = ScriptedCourier.NOTHING_YET;
        ledger.add("CH1", Urgency.ROUTINE, 1);
        start(Urgency.BULK, pace(Duration.ofMillis(200), PACE.flush(), PACE.poll()));
        ScriptedCourier.Sent slow = courier.next();
        int before = ledger.settled.get();
        Await.until("the lease was made to last", () -> ledger.settled.get() > before + 2);
        slow.all(ScriptedCourier::stored);
        Await.until("both are there", () -> delivered().size() == 2);
    }

    @Test
    void waitsForTheBellOrLooksByItself() throws Exception {
        start(Urgency.BULK);
        Await.until("it has looked", () -> ledger.asked.get() > 0);
        ledger.add("CH1", Urgency.ROUTINE, 1);
        assertThat(courier.next().tasks).as("by itself").hasSize(1);
        lane.close();
        assertThat(lane.join(Duration.ofSeconds(10))).isTrue();
        DeliveryPace slow = new DeliveryPace(4, PACE.term(), PACE.flush(), Duration.ofHours(1), PACE.trouble(),
                PACE.retry());
        int before = ledger.asked.get();
        start(Urgency.BULK, slow);
        Await.until("it has looked", () -> ledger.asked.get() > before);
        ledger.add("CH1", Urgency.ROUTINE, 1);
        bell.ring(Urgency.ROUTINE);
        assertThat(courier.next().tasks).as("by the bell").hasSize(1);
    }

    @Test
    void anEmergencyGoesFirstAndCostsWhatWaitsNoAttempt() throws Exception {
        courier.script = ScriptedCourier.NOTHING_YET;
        UUID routine = ledger.add("CH1", Urgency.ROUTINE, 4);
        start(Urgency.BULK);
        ScriptedCourier.Sent first = courier.next();
        first.answer(ScriptedCourier::stored);
        courier.script = ScriptedCourier.DELIVERS;
        UUID emergency = ledger.add("CH1", Urgency.EMERGENCY, 1);
        bell.ring(Urgency.EMERGENCY);
        Await.until("everything is there", () -> delivered().size() == 5);
        assertThat(first.isStopped()).isTrue();
        assertThat(ledger.leased).extracting(DeliveryLease::study).containsExactly(routine, emergency, routine);
        assertThat(courier.sent).extracting(sent -> sent.tasks.size()).containsExactly(4, 1, 3);
        assertThat(courier.sent.getLast().tasks).extracting(DeliveryTask::attempts).containsOnly(0);
        assertThat(ledger.endings).hasSize(5).allMatch(Ending.Delivered.class::isInstance);
    }

    @Test
    void whatIsNoMoreUrgentWaitsItsTurn() throws Exception {
        courier.script = ScriptedCourier.NOTHING_YET;
        ledger.add("CH1", Urgency.URGENT, 1);
        start(Urgency.BULK);
        ScriptedCourier.Sent first = courier.next();
        ledger.add("CH1", Urgency.URGENT, 1);
        bell.ring(Urgency.URGENT);
        int before = ledger.looked.get();
        Await.until("it has looked around", () -> ledger.looked.get() > before + 2);
        assertThat(first.isStopped()).isFalse();
        first.all(ScriptedCourier::stored);
        courier.next().all(ScriptedCourier::stored);
        Await.until("both are there", () -> delivered().size() == 2);
    }

    @Test
    void aLargeStudyLetsOthersHaveTheirTurn() {
        UUID large = ledger.add("CH1", Urgency.ROUTINE, 10);
        UUID other = ledger.add("CH1", Urgency.ROUTINE, 1);
        UUID bulk = ledger.add("CH1", Urgency.BULK, 1);
        start(Urgency.BULK);
        Await.until("everything is there", () -> delivered().size() == 12 && ledger.released.size() >= 4);
        assertThat(courier.sent).extracting(sent -> sent.tasks.size()).startsWith(4);
        assertThat(ledger.leased).extracting(DeliveryLease::study).filteredOn(large::equals)
                .as("a batch each time").hasSize(3);
        assertThat(ledger.leased).extracting(DeliveryLease::study).contains(other).startsWith(large).endsWith(bulk);
        assertThat(ledger.leased.indexOf(ledger.leased.stream().filter(lease -> lease.study().equals(other)).findFirst()
                .orElseThrow())).as("before the large one was done").isLessThan(ledger.leased.size() - 1);
    }

    @Test
    void asManyEmergenciesAsThereAreInterrupt() throws Exception {
        courier.script = ScriptedCourier.NOTHING_YET;
        ledger.add("CH1", Urgency.ROUTINE, 1);
        ledger.add("CH1", Urgency.ROUTINE, 1);
        start(Urgency.BULK);
        Lane second = Lane.start(Urgency.BULK, tools(PACE));
        ScriptedCourier.Sent one = courier.next();
        ScriptedCourier.Sent other = courier.next();
        ledger.add("CH1", Urgency.EMERGENCY, 1);
        ledger.add("CH1", Urgency.EMERGENCY, 1);
        bell.ring(Urgency.EMERGENCY);
        Await.until("both make room", () -> one.isStopped() && other.isStopped());
        courier.script = ScriptedCourier.DELIVERS;
        courier.sent.forEach(sent -> sent.all(ScriptedCourier::stored));
        Await.until("everything is there", () -> delivered().size() == 4);
        second.close();
        assertThat(second.join(Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void whatAPersonCancelsIsNotSent() throws Exception {
        courier.script = ScriptedCourier.NOTHING_YET;
        UUID cancelled = ledger.add("CH1", Urgency.ROUTINE, 3);
        ledger.add("CH1", Urgency.ROUTINE, 1);
        start(Urgency.BULK);
        ScriptedCourier.Sent first = courier.next();
        first.answer(ScriptedCourier::stored);
        Await.until("it is written down", () -> delivered().size() == 1);
        int before = ledger.looked.get();
        Await.until("it has looked around", () -> ledger.looked.get() > before + 2);
        assertThat(first.isStopped()).as("what has ended is no reason to stop").isFalse();
        courier.script = ScriptedCourier.DELIVERS;
        ledger.cancel(cancelled);
        Await.until("the other one is there", () -> delivered().size() == 2);
        assertThat(first.isStopped()).isTrue();
        assertThat(courier.sent).hasSize(2);
    }

    @Test
    void anEmergencyThatNobodyRingsForIsSeen() throws Exception {
        courier.script = ScriptedCourier.NOTHING_YET;
        ledger.add("CH1", Urgency.ROUTINE, 2);
        start(Urgency.BULK);
        ScriptedCourier.Sent routine = courier.next();
        ledger.add("CH1", Urgency.EMERGENCY, 1);
        Await.until("it makes room", routine::isStopped);
        ScriptedCourier.Sent emergency = courier.next();
        assertThat(ledger.leased.getLast().priority()).isEqualTo(Urgency.EMERGENCY);
        emergency.all(ScriptedCourier::stored);
        courier.next().all(ScriptedCourier::stored);
    }

    @Test
    void whatWaitsForADestinationIsTriedAsSoonAsItIsBack() {
        courier.script = ScriptedCourier.REACHES_NOBODY;
        ledger.add("CH1", Urgency.ROUTINE, 1);
        start(Urgency.BULK);
        Await.until("it was called in vain", () -> !ledger.endings.isEmpty());
        assertThat(ledger.hastened).hasValue(0);
        courier.script = ScriptedCourier.DELIVERS;
        Await.until("it is there", () -> delivered().size() == 1 && ledger.hastened.get() == 1);
    }

    @Test
    void anEmergencyThatComesWhileAStudyIsLeasedIsNotMissed() throws Exception {
        courier.script = ScriptedCourier.NOTHING_YET;
        ledger.add("CH1", Urgency.ROUTINE, 2);
        ledger.afterNextLease(() -> {
            ledger.add("CH1", Urgency.EMERGENCY, 1);
            bell.ring(Urgency.EMERGENCY);
        });
        start(Urgency.BULK);
        ScriptedCourier.Sent routine = courier.next();
        Await.until("it makes room", routine::isStopped);
        ScriptedCourier.Sent next = courier.next();
        assertThat(ledger.leased.getLast().priority()).isEqualTo(Urgency.EMERGENCY);
        next.all(ScriptedCourier::stored);
        courier.next().all(ScriptedCourier::stored);
    }

    @Test
    void aReservedLaneTakesNothingElse() throws Exception {
        ledger.add("CH1", Urgency.GREEN_CHANNEL, 1);
        start(Urgency.EMERGENCY);
        UUID emergency = ledger.add("CH1", Urgency.EMERGENCY, 1);
        bell.ring(Urgency.EMERGENCY);
        courier.next();
        int before = ledger.asked.get();
        Await.until("it has looked again", () -> ledger.asked.get() > before + 3);
        assertThat(ledger.leased).extracting(DeliveryLease::study).containsOnly(emergency);
        assertThat(ledger.attempts()).as("the other is still there").containsExactly(0);
    }

    @Test
    void whoHasLostItsLeaseStopsAndWritesNothing() throws Exception {
        courier.script = ScriptedCourier.NOTHING_YET;
        ledger.add("CH1", Urgency.ROUTINE, 3);
        start(Urgency.BULK, pace(Duration.ofMillis(500), PACE.flush(), PACE.poll()));
        ScriptedCourier.Sent first = courier.next();
        ledger.losesLease.set(true);
        Await.until("it stops", first::isStopped);
        ScriptedCourier.Sent again = courier.next();
        assertThat(ledger.endings).isEmpty();
        assertThat(again.tasks).extracting(DeliveryTask::attempts).containsExactly(0, 0, 0);
        again.all(ScriptedCourier::stored);
    }

    @Test
    void aDestinationThatIsAwayIsCalledMoreAndMoreSeldomWhateverArrives() {
        courier.script = ScriptedCourier.REACHES_NOBODY;
        IntStream.range(0, 30).forEach(i -> ledger.add("CH1", Urgency.ROUTINE, 1));
        start(Urgency.BULK);
        Await.until("it was called often", () -> {
            bell.ring(Urgency.ROUTINE);
            return courier.sent.size() >= 6;
        });
        List<Long> pauses = IntStream.range(1, 6)
                .mapToObj(i -> (courier.sent.get(i).since - courier.sent.get(i - 1).since) / 1_000_000).toList();
        List<Long> least = List.of(20L, 40L, 80L, 150L, 150L);
        assertThat(IntStream.range(0, 5).allMatch(i -> pauses.get(i) >= least.get(i) - 1)).as(pauses.toString())
                .isTrue();
    }

    @Test
    void isServedAtOnceWhenItIsBack() {
        courier.script = ScriptedCourier.REACHES_NOBODY;
        ledger.add("CH1", Urgency.ROUTINE, 1);
        start(Urgency.BULK);
        Await.until("it was called in vain", () -> !ledger.endings.isEmpty());
        courier.script = ScriptedCourier.DELIVERS;
        Await.until("it is there", () -> delivered().size() == 1);
        assertThat(ledger.endings.getFirst()).isInstanceOfSatisfying(Ending.Again.class,
                again -> assertThat(again.inWords()).isEqualTo("not sent: connection refused"));
    }

    @Test
    void aLedgerThatIsAwayIsAskedAgain() {
        ledger.away = true;
        ledger.add("CH1", Urgency.ROUTINE, 1);
        start(Urgency.BULK);
        Await.until("it was asked more than once", () -> ledger.asked.get() > 3);
        assertThat(courier.sent).isEmpty();
        ledger.away = false;
        Await.until("it is there", () -> delivered().size() == 1);
    }

    @Test
    void whatWasAnsweredIsWrittenWhenTheLedgerIsBackAndNotSentAgain() throws Exception {
        courier.script = ScriptedCourier.NOTHING_YET;
        ledger.add("CH1", Urgency.ROUTINE, 3);
        start(Urgency.BULK);
        ScriptedCourier.Sent first = courier.next();
        ledger.away = true;
        int before = ledger.asked.get();
        first.all(ScriptedCourier::stored);
        Await.until("it was tried again and again", () -> ledger.asked.get() > before + 5);
        ledger.away = false;
        Await.until("it is written", () -> delivered().size() == 3 && !ledger.released.isEmpty());
        assertThat(courier.sent).hasSize(1);
        assertThat(ledger.leased).hasSize(1).isEqualTo(ledger.released);
    }

    @Test
    void triesToWriteAsLongAsTheLeaseLasts() {
        ledger.unwritable.set(Integer.MAX_VALUE);
        ledger.add("CH1", Urgency.ROUTINE, 1);
        start(Urgency.BULK, new DeliveryPace(4, Duration.ofMillis(50), PACE.flush(), PACE.poll(), PACE.trouble(),
                PACE.retry()));
        Await.until("it gives the lease back", () -> !ledger.released.isEmpty());
        assertThat(delivered()).isEmpty();
        ledger.unwritable.set(0);
        Await.until("it is sent again", () -> delivered().size() == 1);
    }

    @Test
    void triesToWriteNoLongerWhenItIsClosedOrHasLostItsLease() throws Exception {
        ledger.unwritable.set(3);
        ledger.losesLease.set(true);
        ledger.add("CH1", Urgency.ROUTINE, 1);
        start(Urgency.BULK);
        Await.until("whoever has the lease sends it", () -> delivered().size() == 1);
        assertThat(courier.sent).hasSize(2);
        ledger.unwritable.set(Integer.MAX_VALUE);
        ledger.add("CH1", Urgency.ROUTINE, 1);
        Await.until("it cannot be written", () -> ledger.unwritable.get() < Integer.MAX_VALUE - 3);
        lane.close();
        assertThat(lane.join(Duration.ofSeconds(10))).isTrue();
        assertThat(courier.sent).hasSize(3);
        assertThat(ledger.released).as("given back").hasSameSizeAs(ledger.leased);
    }

    @Test
    void aCourierThatFailsDoesNotEndALane() {
        var failures = new AtomicInteger();
        courier.script = sent -> {
            if (failures.getAndIncrement() < 2) {
                throw new IllegalStateException("a fault of ours");
            }
            ScriptedCourier.DELIVERS.accept(sent);
        };
        ledger.add("CH1", Urgency.ROUTINE, 1);
        start(Urgency.BULK);
        Await.until("it is there", () -> delivered().size() == 1);
        assertThat(ledger.released).as("given back each time").hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void givesItsLeaseBackWhenItIsClosed() throws Exception {
        courier.script = ScriptedCourier.NOTHING_YET;
        ledger.add("CH1", Urgency.ROUTINE, 3);
        start(Urgency.BULK);
        ScriptedCourier.Sent first = courier.next();
        first.answer(ScriptedCourier::stored);
        lane.close();
        assertThat(lane.join(Duration.ofSeconds(10))).isTrue();
        assertThat(first.isStopped()).isTrue();
        assertThat(ledger.released).isEqualTo(ledger.leased);
        assertThat(delivered()).as("what it had done is written").hasSize(1);
        assertThat(ledger.attempts()).as("the rest has cost no attempt").containsExactly(0, 0);
    }
}
