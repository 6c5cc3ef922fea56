package org.lianzhen.gateway.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SlowFiguresTest {
    private static final Newcomers QUICK = waiting(1, 3, 2, 4);
    private static final Newcomers PATIENT = waiting(10, 40, 20, 30_000);

    private static final SlowFigures OURS = new SlowFigures(1000, 0, 40, 12_000_000, 50_000_000, QUICK);
    private static final SlowFigures THEIRS = new SlowFigures(500, 7, 501, 100_000_000, 125_000_000, PATIENT);

    private static Newcomers waiting(int... millis) {
        return new Newcomers(IntStream.of(millis).mapToObj(Duration::ofMillis).toList());
    }

    @Test
    void memoryIsSharedOutAmongAssociations() {
        assertThat(OURS.beside(THEIRS)).containsExactly("1000", "0", "40", "12", "50", "0.20", "2.0", "4.0", "0.00");
    }

    @Test
    void whoWasNotAnsweredWaitedLongerThanThat() {
        assertThat(THEIRS.beside(THEIRS)).containsExactly("500", "7", "501", "200", "250", "1.00", "20.0",
                ">30000.0", "1.00");
    }

    @Test
    void nothingIsRelatedToNothing() {
        var none = new SlowFigures(0, 0, 1, 0, 0, QUICK);
        assertThat(OURS.beside(none)).element(5).isEqualTo("-");
        assertThat(none.slowKilobytesEach()).isZero();
        assertThat(none.idleKilobytesEach()).isZero();
    }

    @Test
    void aPercentileIsTheWaitThatSoManyDidNotExceed() {
        Newcomers hundred = new Newcomers(IntStream.rangeClosed(1, 100).mapToObj(Duration::ofMillis).toList());
        assertThat(hundred.millis(50)).isEqualTo(50);
        assertThat(hundred.millis(99)).isEqualTo(99);
        assertThat(hundred.millis(100)).isEqualTo(100);
        assertThat(new Newcomers(List.of(Duration.ofMillis(7))).millis(50)).isEqualTo(7);
        assertThat(PATIENT.unanswered()).isEqualTo(1);
        assertThat(hundred.unanswered()).isZero();
    }
}
