package org.lianzhen.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.member.Urgency;

@Timeout(60)
class BellTest {
    private final Bell bell = new Bell();

    @Test
    void keepsTheMostUrgentUntilSomebodyTakesIt() {
        assertThat(bell.isMoreUrgentThan(Urgency.BULK)).isFalse();
        bell.ring(Urgency.URGENT);
        bell.ring(Urgency.ROUTINE);
        assertThat(bell.isMoreUrgentThan(Urgency.ROUTINE)).isTrue();
        assertThat(bell.isMoreUrgentThan(Urgency.URGENT)).isFalse();
        bell.ring(Urgency.EMERGENCY);
        assertThat(bell.isMoreUrgentThan(Urgency.URGENT)).isTrue();
        bell.answered(bell.rings(), Urgency.URGENT);
        assertThat(bell.isMoreUrgentThan(Urgency.URGENT)).as("the rest").isFalse();
        assertThat(bell.isAsUrgentAs(Urgency.URGENT)).isTrue();
        assertThat(bell.isAsUrgentAs(Urgency.GREEN_CHANNEL)).isFalse();
        assertThat(bell.isMoreUrgentThan(Urgency.ROUTINE)).isTrue();
        bell.answered(bell.rings(), null);
        assertThat(bell.isMoreUrgentThan(Urgency.BULK)).isFalse();
        assertThat(bell.isAsUrgentAs(Urgency.BULK)).isFalse();
    }

    @Test
    void anEmergencyHasTheWholeLineWhileItIsSent() {
        bell.begin(Urgency.URGENT);
        assertThat(bell.isEmergencyBeingSent()).isFalse();
        bell.begin(Urgency.EMERGENCY);
        bell.begin(Urgency.EMERGENCY);
        assertThat(bell.isMoreUrgentThan(Urgency.GREEN_CHANNEL)).isTrue();
        assertThat(bell.isMoreUrgentThan(Urgency.EMERGENCY)).isFalse();
        bell.end(Urgency.EMERGENCY);
        assertThat(bell.isEmergencyBeingSent()).isTrue();
        long before = bell.rings();
        bell.end(Urgency.EMERGENCY);
        assertThat(bell.isMoreUrgentThan(Urgency.BULK)).isFalse();
        assertThat(bell.rings()).as("others are told that they may go on").isGreaterThan(before);
    }

    @Test
    void whoLookedBeforeItRangHasNotAnswered() {
        long before = bell.rings();
        bell.ring(Urgency.EMERGENCY);
        bell.answered(before, null);
        assertThat(bell.isMoreUrgentThan(Urgency.URGENT)).isTrue();
    }

    @Test
    void wakesEverybodyWhoWaits() {
        long before = bell.rings();
        CompletableFuture<?> one = waiting(before);
        CompletableFuture<?> other = waiting(before);
        bell.wake();
        Await.result(CompletableFuture.allOf(one, other));
        assertThat(bell.isMoreUrgentThan(Urgency.BULK)).as("no work was told").isFalse();
    }

    @Test
    void tellsThoseWhoWaitThatTheDestinationWasFoundBack() {
        CompletableFuture<?> other = waiting(bell.rings());
        bell.back();
        Await.result(other);
        assertThat(Await.result(CompletableFuture.supplyAsync(bell::backs))).isEqualTo(1);
        bell.back();
        assertThat(bell.backs()).isEqualTo(2);
        assertThat(bell.isAsUrgentAs(Urgency.BULK)).as("no work was told").isFalse();
    }

    @Test
    void nobodyMissesWhatRangBeforeTheyWaited() {
        long before = bell.rings();
        bell.ring(Urgency.ROUTINE);
        Await.result(waiting(before));
    }

    @Test
    void isNotWaitedForForEver() throws InterruptedException {
        long begin = System.nanoTime();
        bell.await(bell.rings(), Duration.ofMillis(30).toNanos());
        assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(Duration.ofMillis(30).toNanos());
    }

    private CompletableFuture<Void> waiting(long before) {
        return CompletableFuture.runAsync(() -> {
            try {
                bell.await(before, TimeUnit.MINUTES.toNanos(10));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
