package org.lianzhen.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryScheduleTest {
    @ParameterizedTest
    @CsvSource({ "1, PT30S", "2, PT1M", "3, PT2M", "7, PT32M", "8, PT1H", "9, PT1H", "60, PT1H", "100000, PT1H" })
    void delaysDoubleUntilTheyAreLong(int attempts, Duration delay) {
        assertThat(RetrySchedule.STANDARD.after(attempts)).isEqualTo(delay);
    }

    @Test
    void isUsedUpByTheLastAttempt() {
        assertThat(RetrySchedule.STANDARD.isUsedUp(59)).isFalse();
        assertThat(RetrySchedule.STANDARD.isUsedUp(60)).isTrue();
        assertThat(new RetrySchedule(Duration.ZERO, Duration.ZERO, 1).isUsedUp(1)).isTrue();
    }

    @Test
    void lastsLongerThanAWeekend() {
        Duration all = Duration.ZERO;
        for (int i = 1; !RetrySchedule.STANDARD.isUsedUp(i); i++) {
            all = all.plus(RetrySchedule.STANDARD.after(i));
        }
        assertThat(all).isGreaterThan(Duration.ofDays(2));
    }

    @ParameterizedTest
    @CsvSource({ "PT-1S, PT1S, 1", "PT2S, PT1S, 1", "PT1S, PT1S, 0" })
    void othersAreNone(Duration first, Duration longest, int attempts) {
        assertThatThrownBy(() -> new RetrySchedule(first, longest, attempts))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("no schedule");
    }
}
