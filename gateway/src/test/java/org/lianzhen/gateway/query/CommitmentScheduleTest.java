package org.lianzhen.gateway.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CommitmentScheduleTest {
    private static final CommitmentSchedule STANDARD = CommitmentSchedule.STANDARD;

    @Test
    void delaysDoubleUntilTheLongest() {
        assertThat(STANDARD.delayAfter(1)).isEqualTo(Duration.ofSeconds(10));
        assertThat(STANDARD.delayAfter(2)).isEqualTo(Duration.ofSeconds(20));
        assertThat(STANDARD.delayAfter(9)).isEqualTo(Duration.ofSeconds(2560));
        assertThat(STANDARD.delayAfter(10)).isEqualTo(Duration.ofHours(1));
        assertThat(STANDARD.delayAfter(1_000_000)).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void outlastsAWeekendButNotAWeek() {
        Duration all = IntStream.range(1, STANDARD.attempts()).mapToObj(STANDARD::delayAfter).reduce(Duration.ZERO,
                Duration::plus);
        assertThat(all).isBetween(Duration.ofHours(65), Duration.ofDays(7));
    }

    @Test
    void nobodyElseTriesWhileAnAttemptMayLast() {
        assertThat(STANDARD.lease()).isGreaterThan(STANDARD.attempt());
    }
}
