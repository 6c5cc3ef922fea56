package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TogetherTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private static RunningNode side(Consumer<Duration> stopping) {
        return new RunningNode() {
            @Override
            public String addresses() {
                return "";
            }

            @Override
            public void stop(Duration limit) {
                stopping.accept(limit);
            }
        };
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void stopsBothAtTheSameTime() {
        var both = new CountDownLatch(2);
        Consumer<Duration> meeting = limit -> {
            both.countDown();
            await(both);
        };
        Together.stop(LONG, side(meeting), side(meeting));
        assertThat(both.getCount()).isZero();
    }

    @Test
    void givesEachTheWholeLimit() {
        var asked = new AtomicInteger();
        Consumer<Duration> count = limit -> asked.addAndGet((int) limit.toSeconds());
        Together.stop(LONG, side(count), null, side(count));
        assertThat(asked).hasValue(60);
    }

    @Test
    void waitsNoLongerForOneThatDoesNotStop() {
        var never = new CountDownLatch(1);
        var other = new CountDownLatch(1);
        Together.stop(Duration.ofMillis(50), side(limit -> await(never)), side(limit -> other.countDown()));
        await(other);
        assertThat(never.getCount()).isEqualTo(1);
        never.countDown();
    }

    @Test
    void aFailureOfOneIsNoMatterToTheOther() {
        var other = new CountDownLatch(1);
        Together.stop(LONG, side(limit -> {
            throw new IllegalStateException("broken");
        }), side(limit -> other.countDown()));
        assertThat(other.getCount()).isZero();
    }
}
