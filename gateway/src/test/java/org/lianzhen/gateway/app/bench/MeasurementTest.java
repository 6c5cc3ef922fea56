package org.lianzhen.gateway.app.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MeasurementTest {
    @Test
    void relatesTimeToWork() {
        var measurement = new Measurement(2_000, 1_000_000_000L, 4, 2, 0, 1);
        assertThat(measurement.perSecond()).isCloseTo(500, within(1e-9));
        assertThat(measurement.cpuSecondsPerGigabyte()).isCloseTo(2, within(1e-9));
        assertThat(measurement.cpuMillisPerOperation()).isCloseTo(1, within(1e-9));
    }
}
