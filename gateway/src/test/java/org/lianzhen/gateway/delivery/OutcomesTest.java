package org.lianzhen.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.member.Urgency;

@Timeout(60)
class OutcomesTest {
    private static final Duration NEVER = Duration.ofHours(1);

    private final FakeLedger ledger = new FakeLedger();
    private int number;

    private Outcomes outcomes(Duration term, Duration flush) {
        ledger.add("CH1", Urgency.ROUTINE, 1);
        DeliveryLease lease = Await.result(ledger.lease("CH1", Urgency.BULK, "us", term)).orElseThrow();
        return new Outcomes(lease, ledger,
                new DeliveryPace(4, term, flush, LaneTest.PACE.poll(), LaneTest.PACE.trouble(), LaneTest.PACE.retry()));
    }

    private Ending ending() {
        return new Ending.Delivered(new UUID(1, ++number), "0000", "stored");
    }

    @Test
    void anOutcomeWaitsForOthersAndForNoMoreThanAFewHundred() {
        Outcomes outcomes = outcomes(NEVER, NEVER);
        for (int i = 1; i < 256; i++) {
            outcomes.add(ending());
            assertThat(outcomes.writeIfDue()).isTrue();
        }
        assertThat(ledger.settled).hasValue(0);
        assertThat(outcomes.waiting()).hasSize(255);
        outcomes.add(ending());
        assertThat(outcomes.writeIfDue()).isTrue();
        assertThat(ledger.endings).hasSize(256);
        assertThat(outcomes.waiting()).isEmpty();
    }

    @Test
    void anOutcomeWaitsNoLongerThanItMay() {
        Outcomes outcomes = outcomes(NEVER, Duration.ZERO);
        assertThat(outcomes.writeIfDue()).isTrue();
        assertThat(ledger.settled).as("there is none").hasValue(0);
        outcomes.add(ending());
        assertThat(outcomes.writeIfDue()).isTrue();
        assertThat(ledger.endings).hasSize(1);
    }

    @Test
    void aLeaseLastsThoughNothingEnds() {
        var term = Duration.ofMillis(250);
        long begin = System.nanoTime();
        Outcomes outcomes = outcomes(term, NEVER);
        Await.until("it was made to last", () -> outcomes.writeIfDue() && ledger.settled.get() == 3);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).as("at each fifth of its term")
                .isGreaterThanOrEqualTo(term.dividedBy(5).multipliedBy(3));
    }

    @Test
    void whoHasLostTheLeaseWritesNothingMore() throws Exception {
        Outcomes outcomes = outcomes(NEVER, Duration.ZERO);
        ledger.losesLease.set(true);
        outcomes.add(ending());
        assertThat(outcomes.writeIfDue()).as("the ledger has answered").isTrue();
        assertThat(outcomes.isLost()).isTrue();
        outcomes.add(ending());
        outcomes.writeAll(() -> false);
        assertThat(ledger.settled).hasValue(1);
        assertThat(ledger.endings).isEmpty();
    }

    @Test
    void whatCannotBeWrittenWaitsAndIsTriedAgain() throws Exception {
        Outcomes outcomes = outcomes(NEVER, Duration.ZERO);
        outcomes.add(ending());
        ledger.unwritable.set(3);
        assertThat(outcomes.writeIfDue()).isFalse();
        assertThatThrownBy(outcomes::write).isInstanceOf(CompletionException.class);
        assertThat(outcomes.waiting()).hasSize(1);
        outcomes.writeAll(() -> true);
        assertThat(ledger.endings).as("once, if nothing more is to be begun").isEmpty();
        ledger.unwritable.set(3);
        outcomes.writeAll(() -> false);
        assertThat(ledger.endings).hasSize(1);
        assertThat(ledger.settled).as("no more often than needed").hasValue(3 + 4);
    }

    @Test
    void whatCannotBeWrittenIsTriedMoreAndMoreSeldomAsLongAsTheLeaseLasts() throws Exception {
        var term = Duration.ofMillis(300);
        ledger.add("CH1", Urgency.ROUTINE, 1);
        DeliveryLease lease = Await.result(ledger.lease("CH1", Urgency.BULK, "us", term)).orElseThrow();
        var outcomes = new Outcomes(lease, ledger, new DeliveryPace(4, term, Duration.ofMillis(2), NEVER,
                LaneTest.PACE.trouble(), LaneTest.PACE.retry()));
        outcomes.add(ending());
        ledger.unwritable.set(Integer.MAX_VALUE);
        outcomes.writeAll(() -> false);
        assertThat(ledger.settled.get()).as("after 2, 4, 8 ms and so on").isBetween(2, 9);
    }
}
