package org.lianzhen.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.dicom.service.Throttle;
import org.lianzhen.gateway.member.TestMembers;
import org.lianzhen.gateway.member.Urgency;
import org.lianzhen.gateway.route.RouteChange;
import org.lianzhen.gateway.route.RouteDirectory;
import org.lianzhen.gateway.route.Routing;
import org.lianzhen.gateway.route.Subject;
import org.lianzhen.gateway.route.TestRoutes;

/** A planner and lanes that look around by themselves once an hour only: everything else is told. */
@Timeout(60)
class DeliveriesByBellTest {
    private static final DeliveryPace PATIENT = new DeliveryPace(LaneTest.PACE.batch(), Duration.ofHours(2),
            LaneTest.PACE.flush(), Duration.ofHours(1), Duration.ofHours(1), LaneTest.PACE.retry());
    private static final String ROUTES = """
            destinations:
              - {code: CH1, unit: CH1, node: CH1PACS, associations: 1, bandwidth: [00:00-00:00 10]}
              - {code: READ, unit: CH1, centre: CH1-IMG, associations: 1, priors: {studies: 3, days: 100}}
            routes:
              - {code: ct, name: x, modalities: [CT], to: [CH1], state: ACTIVE}
              - {code: mr, name: x, modalities: [MR], to: [READ], state: ACTIVE}
            """;

    private final FakeLedger ledger = new FakeLedger();
    private final ScriptedCourier courier = new ScriptedCourier();
    private final List<Throttle> throttles = new CopyOnWriteArrayList<>();
    /** How often the planner has looked which routes hold. */
    private final AtomicInteger looked = new AtomicInteger();
    /** Keeps whoever wants to know that waiting. */
    private volatile CountDownLatch gate = new CountDownLatch(0);
    /** So many times it cannot be said which routes hold. */
    private final AtomicInteger faults = new AtomicInteger();
    /** Whether anybody knows which routes hold. */
    private volatile boolean known = true;
    private final RouteDirectory routes = new RouteDirectory(new TestRoutes(), TestMembers.of("""
            units: [{code: TS1, name: x, kind: OTHER}, {code: CH1, name: x, kind: OTHER}]
            nodes: [{aeTitle: CH1PACS, unit: CH1, host: 10.0.0.1, port: 104}]
            centres: [{code: CH1-IMG, name: x, service: IMAGING, owner: CH1}]
            agreements: [{owner: TS1, reader: CH1}]
            """));
    private Deliveries deliveries;

    @BeforeEach
    void rule() {
        Await.result(routes.replace(new RouteChange(0, "test", ROUTES, true)));
    }

    @AfterEach
    void close() {
        gate.countDown();
        deliveries.close(Duration.ofSeconds(3));
    }

    private void start() {
        deliveries = Deliveries.start(ledger, (destination, tasks, throttle, results) -> {
            throttles.add(throttle);
            return courier.send(destination, tasks, throttle, results);
        }, this::inForce, PATIENT);
    }

    private Optional<Routing> inForce() {
        looked.incrementAndGet();
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (faults.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new IllegalStateException("a fault of ours");
        }
        return known ? routes.routing() : Optional.empty();
    }

    private void planned(String modality, Urgency urgency) {
        ledger.arrivals.add(new Arrived(UUID.randomUUID(), new Subject("TS1", "TS1PACS", "LIANZHEN",
                new Subject.Content(modality, "", ""), urgency, TestRoutes.NOON)));
    }

    private void arrive(String modality) {
        planned(modality, Urgency.ROUTINE);
        deliveries.arrived();
    }

    private void awaitDelivered(int count) {
        Await.until(count + " are there", () -> ledger.endings.size() == count);
    }

    private void awaitIdle(int looks) {
        Await.until("lanes have found nothing to do", () -> ledger.idle.get() >= looks);
    }

    @Test
    void whatArrivesIsSentAtOnceAndNobodyLooksWithoutReason() {
        start();
        awaitIdle(2);
        for (int i = 1; i <= 3; i++) {
            arrive("CT");
            awaitDelivered(i);
            awaitIdle(2 + i);
        }
        assertThat(looked).as("at the start, and once for each").hasValueLessThanOrEqualTo(1 + 3);
        assertThat(ledger.follows).as("at the start").hasValue(1);
        assertThat(throttles).as("over a line with a limit").hasSize(3).doesNotContain(Throttle.NONE);
    }

    @Test
    void moreThanOneLookTakesIsTakenWithoutAPause() {
        start();
        awaitIdle(2);
        for (int i = 0; i < 300; i++) {
            planned("CT", Urgency.ROUTINE);
        }
        deliveries.arrived();
        awaitDelivered(300);
    }

    @ParameterizedTest
    @CsvSource({ "EMERGENCY, BULK", "BULK, EMERGENCY" })
    void theMostUrgentOfWhatArrivesTogetherIsToldOf(Urgency first, Urgency second) throws Exception {
        courier.script = ScriptedCourier.NOTHING_YET;
        start();
        awaitIdle(2);
        arrive("CT");
        ScriptedCourier.Sent routine = courier.next();
        courier.script = ScriptedCourier.DELIVERS;
        planned("CT", first);
        planned("CT", second);
        deliveries.arrived();
        Await.until("it makes room", routine::isStopped);
        awaitDelivered(3);
    }

    @Test
    void earlierStudiesFollowWhatWasPlannedHere() {
        start();
        awaitIdle(2);
        Await.until("nothing was to follow", () -> ledger.follows.get() == 1);
        var later = new CompletableFuture<Void>();
        ledger.followsAfter = later;
        ledger.following.add(new DeliveryLedger.Followed("READ", Urgency.BULK, 2));
        ledger.following.add(new DeliveryLedger.Followed("READ", Urgency.BULK, 1));
        arrive("MR");
        awaitDelivered(1);
        awaitIdle(2 + 1);
        later.complete(null);
        awaitDelivered(4);
        assertThat(ledger.follows).as("two, and none").hasValueLessThanOrEqualTo(1 + 3);
    }

    @Test
    void afterAFaultNobodyLooksUntilSomethingArrives() {
        faults.set(1);
        start();
        Await.until("the planner has looked", () -> looked.get() == 1);
        ledger.away = true;
        int before = ledger.asked.get();
        arrive("CT");
        Await.until("it was asked in vain", () -> ledger.asked.get() > before);
        ledger.away = false;
        deliveries.arrived();
        awaitDelivered(1);
        assertThat(looked).as("once for each arrival").hasValueLessThanOrEqualTo(1 + 2);
    }

    @Test
    void whileNobodyKnowsTheRoutesNobodyLooksUntilSomethingArrives() {
        known = false;
        start();
        for (int i = 1; i <= 3; i++) {
            int times = i;
            Await.until("the planner has looked", () -> looked.get() == times);
            arrive("CT");
        }
        known = true;
        deliveries.arrived();
        awaitDelivered(3);
    }

    @Test
    void closingWakesWhoeverWaits() {
        start();
        awaitIdle(2);
        long begin = System.nanoTime();
        deliveries.close(Duration.ofSeconds(50));
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(25));
    }

    @Test
    void closingDoesNotWaitForEverForAPlannerThatHangs() {
        gate = new CountDownLatch(1);
        start();
        Await.until("it hangs", () -> looked.get() == 1);
        long begin = System.nanoTime();
        deliveries.close(Duration.ofMillis(100));
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(100));
        gate.countDown();
    }
}
