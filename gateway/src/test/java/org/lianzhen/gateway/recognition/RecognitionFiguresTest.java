package org.lianzhen.gateway.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lianzhen.gateway.recognition.RecognitionFigures.Counts;
import org.lianzhen.gateway.recognition.RecognitionFigures.Share;

/** The formulas, by hand. */
class RecognitionFiguresTest {
    /** The worked month of the domain rules. */
    private static final RecognitionFigures MONTH = new RecognitionFigures(
            new Counts(40, 25, 9, 28, 112, 200, 60, 32, 4, 11), Map.of("R1", 4L, "R6", 3L, "R2", 2L),
            new BigDecimal("5400.00"));

    private static void is(Share share, long numerator, long denominator, String percent) {
        assertThat(share).isEqualTo(new Share(numerator, denominator));
        assertThat(share.percent()).isEqualTo(new BigDecimal(percent));
    }

    @Test
    void theWorkedMonthComesOutToTheLastDigit() {
        is(MONTH.cohort(), 25, 40, "62.5");
        is(MONTH.samePeriod(), 28, 40, "70.0");
        is(MONTH.decided(), 25, 34, "73.5");
        is(MONTH.feedback(), 34, 40, "85.0");
        is(MONTH.viewBased(), 28, 112, "25.0");
        assertThat(MONTH.savings().toPlainString()).isEqualTo("5400.00");
    }

    @Test
    void theOtherFormulasHaveTheirOwnDenominators() {
        is(MONTH.eligible(), 40, 60, "66.7");
        is(MONTH.repeat(), 4, 32, "12.5");
        assertThat(MONTH.reasons().keySet()).containsExactly("R1", "R2", "R6");
        is(MONTH.reasons().get("R1"), 4, 9, "44.4");
        is(MONTH.reasons().get("R6"), 3, 9, "33.3");
    }

    @Test
    void ofNothingThereIsNoShare() {
        var nothing = new RecognitionFigures(new Counts(0, 0, 0, 3, 0, 0, 0, 0, 0, 0), Map.of(), BigDecimal.ZERO);
        assertThat(nothing.cohort().percent()).isNull();
        assertThat(nothing.samePeriod()).isEqualTo(new Share(3, 0));
        assertThat(nothing.samePeriod().percent()).isNull();
        assertThat(nothing.decided().percent()).isNull();
        assertThat(nothing.feedback().percent()).isNull();
        assertThat(nothing.viewBased().percent()).isNull();
        assertThat(nothing.eligible().percent()).isNull();
        assertThat(nothing.repeat().percent()).isNull();
        assertThat(nothing.reasons()).isEmpty();
    }

    @Test
    void aShareMayBeMoreThanAllAndRoundsHalfUp() {
        is(new Share(3, 2), 3, 2, "150.0");
        is(new Share(1, 8), 1, 8, "12.5");
        is(new Share(5, 2000), 5, 2000, "0.3");
        is(new Share(2, 3), 2, 3, "66.7");
        is(new Share(0, 7), 0, 7, "0.0");
    }
}
