package org.lianzhen.gateway.reading.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QualityRulesTest {
    private static final QualityRules RULES = new QualityRules(90, 75, 60, List.of());

    @Test
    void imagesThatLackNothingHaveAHundredPoints() {
        assertThat(Stream.of(Criterion.values()).mapToInt(Criterion::most).sum()).isEqualTo(100);
    }

    @ParameterizedTest
    @CsvSource({ "100, A", "90, A", "89, B", "75, B", "74, C", "60, C", "59, REJECT", "0, REJECT" })
    void pointsMakeTheGrade(int points, Grade grade) {
        assertThat(RULES.grade(Map.of(Criterion.POSITIONING, points))).isEqualTo(grade);
    }
}
