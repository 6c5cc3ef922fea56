package org.lianzhen.gateway.delivery.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.member.TestMembers;
import org.lianzhen.gateway.route.RouteChange;
import org.lianzhen.gateway.route.RouteDirectory;
import org.lianzhen.gateway.route.TestRoutes;

@Timeout(60)
class ProofsTest {
    private final FakeProofLedger ledger = new FakeProofLedger();
    private final ScriptedProver prover = new ScriptedProver();
    private final RouteDirectory routes = new RouteDirectory(new TestRoutes(), TestMembers.of("""
            units: [{code: CH1, name: x, kind: OTHER}]
            nodes: [{aeTitle: CH1PACS, unit: CH1, host: 10.0.0.1, port: 104}]
            """));
    private Proofs proofs;

    @BeforeEach
    void start() {
        ledger.claim("S1", 1, 3);
        prover.has.addAll(java.util.List.of("1.1", "1.2", "1.3"));
        proofs = Proofs.start(ledger, prover, routes::routing, CheckTest.PACE);
    }

    @AfterEach
    void close() {
        proofs.close(Duration.ofSeconds(3));
    }

    private void rule() {
        Await.result(routes.replace(new RouteChange(0, "test", """
                destinations:
                  - {code: CH1, unit: CH1, node: CH1PACS}
                  - {code: CH2, unit: CH1, node: CH1PACS}
                """, true)));
    }

    private void due(String destination, int count) {
        for (int i = 0; i < count; i++) {
            ledger.due.add(FakeProofLedger.lease(destination, 0, 0));
        }
    }

    private void awaitFound(int count) {
        Await.until(count + " were found out", () -> ledger.findings.size() == count);
    }

    @Test
    void findsOutWhatIsDue() {
        due("CH1", 5);
        rule();
        awaitFound(5);
        assertThat(ledger.findings).allMatch(Finding.Complete.class::isInstance);
    }

    @Test
    void destinationsThatNoRouteNamesAreNotAsked() {
        due("CH3", 1);
        due("CH1", 1);
        rule();
        awaitFound(1);
        assertThat(ledger.due).extracting(ProofLease::destination).containsExactly("CH3");
    }

    @Test
    void oneThatHangsCostsOnlyItself() {
        var begun = new AtomicInteger();
        var hold = new CountDownLatch(1);
        prover.commits = order -> {
            begun.incrementAndGet();
            awaitQuietly(hold);
            return new Prover.Commitment.NotOffered("late");
        };
        due("CH1", 5);
        rule();
        Await.until("as many as may be are under way", () -> begun.get() == 2);
        prover.commits = ScriptedProver.NOT_OFFERED;
        due("CH2", 3);
        awaitFound(3);
        assertThat(ledger.due).as("the others wait").hasSize(3);
        hold.countDown();
        awaitFound(8);
    }

    @Test
    void noMoreThanAFewAreAskedAboutAtATime() {
        var underWay = new AtomicInteger();
        var begun = new AtomicInteger();
        var most = new AtomicInteger();
        var turns = new Semaphore(0);
        prover.commits = order -> {
            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            begun.incrementAndGet();
            turns.acquireUninterruptibly();
            underWay.decrementAndGet();
            return new Prover.Commitment.NotOffered("no");
        };
        due("CH1", 8);
        rule();
        for (int i = 2; i <= 8; i++) {
            int many = i;
            Await.until("the next has begun", () -> begun.get() >= many);
            turns.release();
        }
        turns.release();
        awaitFound(8);
        assertThat(most).hasValue(CheckTest.PACE.atOnce());
    }

    @Test
    void whereALookTakesLongThereAreFewerLooks() {
        var took = Duration.ofMillis(10);
        ledger.gate = destination -> {
            if (destination.equals("CH1")) {
                LockSupport.parkNanos(took.toNanos());
            }
        };
        long begin = System.nanoTime();
        rule();
        Await.until("both were asked", () -> ledger.looks.size() == 2);
        Await.until("the other was asked many times", () -> ledger.looks.get("CH2") > 30);
        int looks = ledger.looks.get("CH1");
        long rests = (System.nanoTime() - begin) / took.toNanos() / 50;
        assertThat(looks).isLessThanOrEqualTo(1 + (int) rests);
        due("CH1", 1);
        awaitFound(1);
    }

    @Test
    void aLedgerThatIsAwayIsAskedAgain() {
        ledger.away = true;
        rule();
        due("CH1", 2);
        Await.until("it was asked in vain, and again", () -> ledger.unanswered.get() > 2);
        assertThat(ledger.findings).isEmpty();
        ledger.away = false;
        awaitFound(2);
    }

    @Test
    void aFaultOfOursEndsOneCheckOnly() {
        var calls = new AtomicInteger();
        prover.commits = order -> {
            if (calls.incrementAndGet() == 1) {
                throw new IllegalStateException("a fault of ours");
            }
            return new Prover.Commitment.NotOffered("no");
        };
        due("CH1", 3);
        rule();
        awaitFound(2);
    }

    @Test
    void closingWaitsForWhatIsUnderWayAndNotForEver() {
        var hold = new CountDownLatch(1);
        var begun = new CountDownLatch(1);
        prover.commits = order -> {
            begun.countDown();
            awaitQuietly(hold);
            return new Prover.Commitment.NotOffered("late");
        };
        due("CH1", 1);
        rule();
        awaitQuietly(begun);
        long begin = System.nanoTime();
        proofs.close(Duration.ofMillis(100));
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(100));
        assertThat(ledger.findings).isEmpty();
        hold.countDown();
        proofs.close(Duration.ofSeconds(20));
        assertThat(ledger.findings).hasSize(1);
    }

    @Test
    void closingDoesNotWaitForEverForALedgerThatHangs() {
        var hold = new CountDownLatch(1);
        var asked = new CountDownLatch(1);
        ledger.gate = destination -> {
            asked.countDown();
            awaitQuietly(hold);
        };
        rule();
        awaitQuietly(asked);
        proofs.close(Duration.ofMillis(10));
        hold.countDown();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(50, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void closedItBeginsNothing() {
        rule();
        proofs.close(Duration.ofSeconds(3));
        due("CH1", 1);
        proofs.close(Duration.ofSeconds(3));
        assertThat(ledger.due).hasSize(1);
    }
}
