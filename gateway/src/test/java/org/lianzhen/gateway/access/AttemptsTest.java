package org.lianzhen.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AttemptsTest {
    private static final Attempts.Limit THREE = new Attempts.Limit(3, Duration.ofHours(1), Duration.ofMinutes(15));

    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 1000);
    private final Attempts attempts = new Attempts(clock::get);

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }

    @Test
    void asksToWaitAfterTooMany() {
        attempts.add("a", THREE);
        attempts.add("a", THREE);
        assertThat(attempts.left("a", THREE)).isZero();
        attempts.add("a", THREE);
        assertThat(attempts.left("a", THREE)).isEqualTo(Duration.ofMinutes(15));
        assertThat(attempts.left("b", THREE)).as("somebody else").isZero();
        pass(Duration.ofMinutes(10));
        attempts.add("a", THREE);
        assertThat(attempts.left("a", THREE)).as("not longer for more").isEqualTo(Duration.ofMinutes(5));
        pass(Duration.ofMinutes(5));
        assertThat(attempts.left("a", THREE)).isZero();
        attempts.add("a", THREE);
        assertThat(attempts.left("a", THREE)).as("counted anew").isZero();
    }

    @Test
    void forgetsWhatIsLongAgo() {
        attempts.add("a", THREE);
        attempts.add("a", THREE);
        pass(Duration.ofHours(1));
        attempts.add("a", THREE);
        assertThat(attempts.left("a", THREE)).isZero();
    }

    @Test
    void knowsABoundedNumberOfKeys() {
        for (int i = 0; i < 3; i++) {
            attempts.add("a", THREE);
        }
        for (int i = 0; i < 50_000; i++) {
            attempts.add("stranger " + i, THREE);
        }
        assertThat(attempts.left("a", THREE)).as("gone with the others").isZero();
        assertThat(attempts.size()).isLessThanOrEqualTo(20_000);
    }
}
