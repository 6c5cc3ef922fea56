package org.lianzhen.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The deadlines that hold when nobody says otherwise. */
class TimeoutsTest {
    @ParameterizedTest
    @CsvSource({ "REQUEST, PT10S", "DECISION, PT10S", "SET_UP, PT20S", "RELEASE, PT10S", "OPERATIONS, PT10M",
            "CLOSE, PT2S", "IDLE, PT5M", "COMMAND, PT30S", "RESPONSE, PT1M", "TOTAL, PT0S" })
    void everyWaitHasItsStandardTime(Deadline deadline, Duration standard) {
        assertThat(Timeouts.STANDARD.of(deadline)).isEqualTo(standard);
    }

    @Test
    void dataMustMoveAt1KilobytePerSecondOver60Seconds() {
        assertThat(Timeouts.STANDARD.progress()).isEqualTo(new MinimumProgress(1_000, Duration.ofSeconds(60)));
        assertThat(MinimumProgress.STANDARD.bytesPerWindow()).isEqualTo(60_000);
        assertThat(new MinimumProgress(1, Duration.ofMillis(10)).bytesPerWindow()).isEqualTo(1);
    }

    @Test
    void whatMayBeUnderWayIsBounded() {
        assertThat(MinimumProgress.STANDARD.underWay(500)).isEqualTo(Duration.ofMillis(500));
        assertThat(MinimumProgress.STANDARD.underWay(2L << 30)).isBetween(Duration.ofMinutes(4), Duration.ofMinutes(5));
    }

    @Test
    void othersCanBeChosenOneByOne() {
        Timeouts changed = Timeouts.STANDARD.with(Deadline.IDLE, Duration.ofSeconds(3));
        assertThat(changed.of(Deadline.IDLE)).isEqualTo(Duration.ofSeconds(3));
        assertThat(changed.of(Deadline.CLOSE)).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void noProgressAtAllIsNoMinimum() {
        assertThatThrownBy(() -> new MinimumProgress(0, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MinimumProgress(1, Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }
}
