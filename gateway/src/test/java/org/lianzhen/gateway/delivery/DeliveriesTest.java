package org.lianzhen.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.member.TestMembers;
import org.lianzhen.gateway.member.Urgency;
import org.lianzhen.gateway.route.RouteChange;
import org.lianzhen.gateway.route.RouteDirectory;
import org.lianzhen.gateway.route.Subject;
import org.lianzhen.gateway.route.TestRoutes;

@Timeout(60)
class DeliveriesTest {
    private static final String ONE_LANE_EACH = """
            destinations:
              - {code: CH1, unit: CH1, node: CH1PACS, associations: 1}
              - {code: CH2, unit: CH2, node: CH2PACS, associations: 1}
            routes: [{code: all, name: x, to: [CH1, CH2], state: ACTIVE}]
            """;
    private static final String TWO_LANES = """
            destinations: [{code: CH1, unit: CH1, node: CH1PACS, associations: 2}]
            routes: [{code: all, name: x, to: [CH1], state: ACTIVE}]
            """;

    private final FakeLedger ledger = new FakeLedger();
    private final ScriptedCourier courier = new ScriptedCourier();
    private final RouteDirectory routes = new RouteDirectory(new TestRoutes(), TestMembers.of("""
            units:
              - {code: TS1, name: x, kind: OTHER}
              - {code: CH1, name: x, kind: OTHER}
              - {code: CH2, name: x, kind: OTHER}
            nodes:
              - {aeTitle: CH1PACS, unit: CH1, host: 10.0.0.1, port: 104}
              - {aeTitle: CH2PACS, unit: CH2, host: 10.0.0.2, port: 104}
            agreements: [{owner: TS1, reader: CH1}, {owner: TS1, reader: CH2}]
            """));
    /** How often the planner has looked which routes hold. */
    private final AtomicInteger looked = new AtomicInteger();
    private Deliveries deliveries;

    @BeforeEach
    void start() {
        deliveries = Deliveries.start(ledger, courier, () -> {
            looked.incrementAndGet();
            return routes.routing();
        }, LaneTest.PACE);
    }

    @AfterEach
    void close() {
        deliveries.close(Duration.ofSeconds(3));
    }

    private void rule(String document) {
        int base = Await.result(routes.newest()).number();
        assertThat(Await.result(routes.replace(new RouteChange(base, "test", document, true)))).isPresent();
    }

    private void arrive(Urgency urgency) {
        ledger.arrivals.add(new Arrived(UUID.randomUUID(), new Subject("TS1", "TS1PACS", "LIANZHEN",
                new Subject.Content("CT", "", ""), urgency, TestRoutes.NOON)));
        deliveries.arrived();
    }

    private long delivered() {
        return ledger.endings.stream().filter(Ending.Delivered.class::isInstance).count();
    }

    private List<String> destinations() {
        return courier.sent.stream().map(sent -> sent.destination.code()).sorted().toList();
    }

    @Test
    void whatArrivesGoesToEveryDestination() {
        rule(ONE_LANE_EACH);
        arrive(Urgency.ROUTINE);
        Await.until("both have it", () -> delivered() == 2);
        assertThat(destinations()).containsExactly("CH1", "CH2");
        assertThat(ledger.prepared).hasValue(1);
    }

    @Test
    void arrivalsWaitUntilRoutesAreKnown() {
        arrive(Urgency.ROUTINE);
        int before = looked.get();
        Await.until("the planner has looked, and once more after that", () -> looked.get() > before + 1);
        assertThat(ledger.arrivals).hasSize(1);
        rule(ONE_LANE_EACH);
        Await.until("both have it", () -> delivered() == 2);
    }

    @Test
    void oneDestinationThatIsAwayCostsTheOtherNothing() {
        rule(ONE_LANE_EACH.replace("CH1PACS, ", "CH1PACS, retry: {first: 1s, giveUp: 1h}, "));
        ledger.untriedSince = Instant.now().minus(Duration.ofHours(2));
        courier.script = sent -> {
            if (sent.destination.code().equals("CH1")) {
                sent.breakOff();
            } else {
                ScriptedCourier.DELIVERS.accept(sent);
            }
        };
        for (int i = 0; i < 5; i++) {
            arrive(Urgency.ROUTINE);
        }
        Await.until("CH2 has all", () -> delivered() == 5);
        Await.until("what waits for CH1 is given up", () -> ledger.endings.stream()
                .filter(Ending.Failed.class::isInstance).count() == 5);
        assertThat(ledger.endings).filteredOn(Ending.Failed.class::isInstance).extracting(Ending::inWords)
                .containsOnly("not sent: connection refused, given up after 2 hours");
    }

    @Test
    void earlierStudiesFollowOneAfterAnotherWhenNothingNewWaits() {
        rule(TWO_LANES);
        ledger.following.add(new DeliveryLedger.Followed("CH1", Urgency.BULK, 500));
        ledger.following.add(new DeliveryLedger.Followed("CH1", Urgency.BULK, 3));
        arrive(Urgency.ROUTINE);
        Await.until("all have followed", ledger.following::isEmpty);
        Await.until("the new one is there", () -> delivered() == 1);
    }

    @Test
    void ofTwoLanesOneIsKeptForEmergencies() throws Exception {
        rule(TWO_LANES);
        courier.script = ScriptedCourier.NOTHING_YET;
        arrive(Urgency.URGENT);
        courier.next();
        arrive(Urgency.URGENT);
        Await.until("it is planned", () -> ledger.arrivals.isEmpty() && ledger.attempts().size() == 2);
        int before = ledger.asked.get();
        Await.until("the other lane has looked", () -> ledger.asked.get() > before + 10);
        assertThat(courier.sent).as("no second study while there is no emergency").hasSize(1);
        arrive(Urgency.EMERGENCY);
        Await.until("it is taken at once", () -> ledger.leased.size() > 1);
        assertThat(ledger.leased.get(1).priority()).isEqualTo(Urgency.EMERGENCY);
    }

    @Test
    void oneLaneAloneTakesEverything() {
        rule(TWO_LANES.replace("associations: 2", "associations: 1"));
        arrive(Urgency.BULK);
        Await.until("it is there", () -> delivered() == 1);
    }

    @Test
    void lanesFollowTheRoutes() {
        rule(TWO_LANES);
        arrive(Urgency.ROUTINE);
        Await.until("CH1 has it", () -> delivered() == 1);
        rule("""
                destinations: [{code: CH2, unit: CH2, node: CH2PACS, associations: 1}]
                routes: [{code: all, name: x, to: [CH2], state: ACTIVE}]
                """);
        arrive(Urgency.ROUTINE);
        Await.until("CH2 has it", () -> delivered() == 2);
        ledger.add("CH1", Urgency.ROUTINE, 1);
        arrive(Urgency.ROUTINE);
        Await.until("CH2 has the next one too", () -> delivered() == 3);
        assertThat(destinations()).as("nobody works for CH1").containsExactly("CH1", "CH2", "CH2");
        rule(TWO_LANES);
        Await.until("CH1 is served again", () -> delivered() == 4);
    }

    @Test
    void aLedgerThatIsAwayLosesNoArrival() {
        ledger.away = true;
        rule(ONE_LANE_EACH);
        arrive(Urgency.ROUTINE);
        int before = ledger.asked.get();
        Await.until("it is asked again", () -> ledger.asked.get() > before + 2);
        ledger.away = false;
        Await.until("both have it", () -> delivered() == 2);
    }

    @Test
    void routesThatCannotBeEvaluatedNowAreEvaluatedLater() {
        deliveries.close(Duration.ofSeconds(3));
        List<Integer> calls = new ArrayList<>();
        deliveries = Deliveries.start(ledger, courier, () -> {
            calls.add(0);
            if (calls.size() < 3) {
                throw new IllegalStateException("a fault of ours");
            }
            return routes.routing();
        }, LaneTest.PACE);
        rule(ONE_LANE_EACH);
        arrive(Urgency.ROUTINE);
        Await.until("both have it", () -> delivered() == 2);
    }

    @Test
    void closingStopsWhatIsUnderWayAndGivesLeasesBack() throws Exception {
        rule(ONE_LANE_EACH);
        courier.script = ScriptedCourier.NOTHING_YET;
        arrive(Urgency.ROUTINE);
        courier.next();
        courier.next();
        deliveries.close(Duration.ofSeconds(3));
        assertThat(courier.sent).hasSize(2).allMatch(ScriptedCourier.Sent::isStopped);
        assertThat(ledger.released).containsExactlyInAnyOrderElementsOf(ledger.leased);
        assertThat(ledger.attempts()).as("nothing has cost an attempt").containsExactly(0, 0);
    }

    @Test
    void closingDoesNotWaitForEverForADestinationThatHangs() throws Exception {
        deliveries.close(Duration.ofSeconds(3));
        var hanging = new CompletableFuture<Void>();
        deliveries = Deliveries.start(ledger, (destination, tasks, throttle, results) -> new Courier.Shipment() {
            @Override
            public CompletableFuture<Void> done() {
                return hanging;
            }

            @Override
            public void stop() {}
        }, routes::routing, LaneTest.PACE);
        rule(ONE_LANE_EACH);
        arrive(Urgency.ROUTINE);
        Await.until("both are under way", () -> ledger.leased.size() == 2);
        long begin = System.nanoTime();
        deliveries.close(Duration.ofMillis(200));
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
        assertThat(ledger.released).isEmpty();
        hanging.complete(null);
        Await.until("the leases are given back", () -> ledger.released.size() == 2);
    }

    @Test
    void nothingIsBegunAfterwards() {
        rule(ONE_LANE_EACH);
        deliveries.close(Duration.ofSeconds(3));
        arrive(Urgency.ROUTINE);
        deliveries.close(Duration.ofSeconds(3)); // waits for whoever is still there
        assertThat(ledger.arrivals).hasSize(1);
        assertThat(courier.sent).isEmpty();
    }
}
