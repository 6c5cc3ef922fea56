package org.lianzhen.dicom.vr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgeStringTest {

    @ParameterizedTest
    @CsvSource({ "018M, 18, MONTHS, 018M", "000D, 0, DAYS, 000D", "999Y, 999, YEARS, 999Y", "34Y, 34, YEARS, 034Y",
            "5W, 5, WEEKS, 005W", "' 018M ', 18, MONTHS, 018M" })
    void readsCountAndUnit(String value, int count, AgeString.Unit unit, String formatted) {
        assertThat(AgeString.parse(value)).isEqualTo(new AgeString(count, unit));
        assertThat(AgeString.parse(value).format()).isEqualTo(formatted);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "Y", "018", "018X", "018y", "0180Y", "-18Y", "1 8Y", "０１８Y" })
    void refusesEverythingElse(String value) {
        assertThatThrownBy(() -> AgeString.parse(value)).isInstanceOf(InvalidValueException.class)
                .hasMessageStartingWith("AS ");
    }

    @ParameterizedTest
    @ValueSource(ints = { -1, 1000 })
    void refusesCountsWithoutRoom(int count) {
        assertThatThrownBy(() -> new AgeString(count, AgeString.Unit.DAYS)).isInstanceOf(InvalidValueException.class);
    }
}
