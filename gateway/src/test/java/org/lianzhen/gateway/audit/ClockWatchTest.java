package org.lianzhen.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClockWatchTest {
    private Instant wall = Instant.parse("2026-03-01T08:00:00Z");
    private long nanos = -5;
    private final ClockWatch watch = new ClockWatch(() -> wall, () -> nanos);

    private void pass(Duration time) {
        wall = wall.plus(time);
        nanos += time.toNanos();
    }

    @Test
    void timeThatPassesIsNoJump() {
        pass(Duration.ofHours(30));
        assertThat(watch.look()).isEmpty();
        wall = wall.plusMillis(1900);
        assertThat(watch.look()).as("slewed").isEmpty();
    }

    @Test
    void tellsBothWaysOnce() {
        pass(Duration.ofSeconds(10));
        wall = wall.plusSeconds(3600);
        assertThat(watch.look()).contains(Duration.ofHours(1));
        assertThat(watch.look()).isEmpty();
        pass(Duration.ofSeconds(10));
        wall = wall.minusSeconds(3);
        assertThat(watch.look()).contains(Duration.ofSeconds(-3));
    }
}
