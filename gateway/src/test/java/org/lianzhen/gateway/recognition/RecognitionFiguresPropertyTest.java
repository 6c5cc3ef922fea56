package org.lianzhen.gateway.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.lianzhen.gateway.recognition.RecognitionFigures.Share;

/** What must hold for all counts. */
class RecognitionFiguresPropertyTest {

    @Property
    void aShareIsExactToHalfADigit(@ForAll @IntRange(max = 1_000_000) int part,
            @ForAll @IntRange(min = 1, max = 1_000_000) int whole) {
        BigDecimal exact = BigDecimal.valueOf(part).multiply(BigDecimal.valueOf(100))
                .divide(BigDecimal.valueOf(whole), 20, RoundingMode.HALF_UP);
        BigDecimal told = new Share(part, whole).percent();
        assertThat(told).isNotNull();
        assertThat(told.scale()).isEqualTo(1);
        assertThat(told.subtract(exact).abs()).isLessThanOrEqualTo(new BigDecimal("0.05"));
    }

    @Property
    void withoutAWholeThereIsNoShare(@ForAll @IntRange(max = 1_000_000) int part) {
        assertThat(new Share(part, 0).percent()).isNull();
    }

    @Property
    void reasonsAreSharesOfEverythingThatWasDeclined(
            @ForAll @Size(max = 6) Map<@IntRange(min = 1, max = 6) Integer,
                    @IntRange(min = 1, max = 999) Integer> counted) {
        Map<String, Long> declined = new HashMap<>();
        counted.forEach((number, count) -> declined.put("R" + number, count.longValue()));
        var figures = new RecognitionFigures(new RecognitionFigures.Counts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0), declined,
                BigDecimal.ZERO);
        long all = declined.values().stream().mapToLong(Long::longValue).sum();
        assertThat(figures.reasons().keySet()).isEqualTo(declined.keySet());
        assertThat(figures.reasons().values()).allSatisfy(share -> assertThat(share.denominator()).isEqualTo(all));
        assertThat(figures.reasons().values().stream().mapToLong(Share::numerator).sum()).isEqualTo(all);
    }

    @Property
    void whatIsDecidedIsNeverMoreThanWhatIsAnswered(@ForAll @IntRange(max = 500) int adopted,
            @ForAll @IntRange(max = 500) int declined, @ForAll @IntRange(max = 500) int silent) {
        long prompts = (long) adopted + declined + silent;
        var figures = new RecognitionFigures(
                new RecognitionFigures.Counts(prompts, adopted, declined, adopted, 0, prompts, prompts, prompts, 0, 0),
                Map.of(), BigDecimal.ZERO);
        assertThat(figures.feedback().numerator()).isEqualTo(figures.decided().denominator());
        assertThat(figures.cohort()).isEqualTo(figures.samePeriod());
        assertThat(figures.cohort().numerator()).isLessThanOrEqualTo(figures.feedback().numerator());
        assertThat(figures.feedback().numerator()).isLessThanOrEqualTo(prompts);
    }
}
