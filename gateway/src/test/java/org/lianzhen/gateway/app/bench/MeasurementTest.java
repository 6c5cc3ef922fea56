package org.lianzhen.gateway.app.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MeasurementTest {
    /** 1,000 images of 0.5 MB in 2 s at 1 CPU second: 500 a second, 2 CPU s/GB, 1 ms each. */
    private static final Measurement OURS = new Measurement(1_000, 500_000_000, 2, 1, 12_400_000, 17);
    private static final Measurement THEIRS = new Measurement(500, 250_000_000, 4, 2, -1_000_000, 5);

    @Test
    void relatesTimeToWork() {
        assertThat(OURS.perSecond()).isCloseTo(500, within(1e-9));
        assertThat(OURS.cpuSecondsPerGigabyte()).isCloseTo(2, within(1e-9));
        assertThat(OURS.cpuMillisPerOperation()).isCloseTo(1, within(1e-9));
    }

    @Test
    void figuresOfStoringAreRelatedToThePeer() {
        assertThat(OURS.storeFigures(THEIRS)).containsExactly("500.0", "2.00", "0.25", "12", "17");
        assertThat(THEIRS.storeFigures(THEIRS)).containsExactly("125.0", "8.00", "1.00", "-1", "5");
    }

    @Test
    void figuresOfAssociationsAreRelatedToThePeer() {
        assertThat(OURS.echoFigures(THEIRS)).containsExactly("500", "1.000", "0.250");
        assertThat(THEIRS.echoFigures(THEIRS)).containsExactly("125", "4.000", "1.000");
    }

    @Test
    void nothingIsRelatedToAPeerThatUsedNoTime() {
        var idle = new Measurement(10, 1_000, 1, 0, 0, 1);

        assertThat(OURS.storeFigures(idle)).containsExactly("500.0", "2.00", "-", "12", "17");
        assertThat(OURS.echoFigures(idle)).containsExactly("500", "1.000", "-");
        assertThat(idle.echoFigures(OURS)).containsExactly("10", "0.000", "0.000");
        assertThat(OURS.echoFigures(Measurement.NONE)).containsExactly("500", "1.000", "-");
    }

    @Test
    void loadsWithoutBytesRelateToOperationsOnly() {
        var echoes = new Measurement(100, 0, 1, 0.5, 0, 1);

        assertThat(echoes.echoFigures(echoes)).containsExactly("100", "5.000", "1.000");
    }
}
