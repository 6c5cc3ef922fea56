package org.lianzhen.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalTime;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HoursTest {
    @ParameterizedTest
    @CsvSource({ "08:00-18:00, 08:00, true", "08:00-18:00, 17:59:59, true", "08:00-18:00, 18:00, false",
            "08:00-18:00, 07:59:59, false", "18:00-08:00, 18:00, true", "18:00-08:00, 00:00, true",
            "18:00-08:00, 07:59, true", "18:00-08:00, 08:00, false", "18:00-08:00, 12:00, false",
            "00:00-00:00, 12:00, true", "08:00-08:00, 07:59, true" })
    void beginIncludedAndEndNot(String hours, LocalTime moment, boolean in) {
        assertThat(Objects.requireNonNull(Hours.parse(hours)).include(moment)).isEqualTo(in);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "08:00", "8-18", "25:00-26:00", "08:00-", "always" })
    void nothingElseIsATimeOfDay(String text) {
        assertThat(Hours.parse(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = { "08:00-18:30", "18:00-08:00" })
    void areToldAsTheyWereWritten(String text) {
        assertThat(Objects.requireNonNull(Hours.parse(text))).hasToString(text);
    }
}
