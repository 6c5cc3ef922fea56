package org.lianzhen.dicom.vr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DicomTimeTest {

    @ParameterizedTest
    @CsvSource({ "07, 07:00, 2", "0709, 07:09, 4", "070907, 07:09:07, 6", "070907.0705, 07:09:07.0705, 10",
            "070907.070503, 07:09:07.070503, 12", "235959.9, 23:59:59.9, 7", "07:09:07, 07:09:07, 6",
            "07:09, 07:09, 4", "07:09:07.25, 07:09:07.25, 8", "'0709  ', 07:09, 4", "235960, 23:59:59, 6" })
    void readsAsMuchAsIsGiven(String value, LocalTime time, int digits) {
        assertThat(DicomTime.parse(value)).isEqualTo(new DicomTime(time, digits));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", " ", "7", "070", "24", "0760", "070961", "070907.", "070907.1234567", "0709.5", "07.5",
            "07:0", "-07", "070907.+1", "07:0907", "07090７", "070907.12345a", "ab" })
    void refusesEverythingElse(String value) {
        assertThatThrownBy(() -> DicomTime.parse(value)).isInstanceOf(InvalidValueException.class)
                .hasMessageStartingWith("TM ");
    }

    @ParameterizedTest
    @ValueSource(strings = { "07", "0709", "070907", "070907.1", "070907.000001", "235959.999999" })
    void writesAsMuchAsIsKnown(String value) {
        assertThat(DicomTime.parse(value).format()).isEqualTo(value);
    }

    @Test
    void writesMicrosecondsAtMost() {
        assertThat(DicomTime.of(LocalTime.of(1, 2, 3, 123_456_789)).format()).isEqualTo("010203.123456");
        assertThat(DicomTime.parse("07:09:07").format()).isEqualTo("070907");
    }

    @Test
    void forgetsWhatItsDigitsDoNotTell() {
        assertThat(new DicomTime(LocalTime.of(1, 2, 3, 4), 2).time()).isEqualTo("01:00");
        assertThat(new DicomTime(LocalTime.of(1, 2, 3, 4), 4).time()).isEqualTo("01:02");
        assertThat(new DicomTime(LocalTime.of(1, 2, 3, 987_654_321), 7).time()).isEqualTo("01:02:03.9");
    }

    @ParameterizedTest
    @ValueSource(ints = { -1, 0, 1, 3, 5, 13 })
    void refusesImpossibleNumbersOfDigits(int digits) {
        assertThatThrownBy(() -> new DicomTime(LocalTime.NOON, digits)).isInstanceOf(InvalidValueException.class);
    }

    @ParameterizedTest
    @CsvSource({ "0800-1200, 08:00, 12:00:59.999999999", "08-, 08:00,", "-12, , 12:59:59.999999999",
            "08, 08:00, 08:59:59.999999999", "080000-080000, 08:00, 08:00:00.999999999",
            "080000.5, 08:00:00.5, 08:00:00.599999999", "235959.999999, 23:59:59.999999, 23:59:59.999999999",
            "08:00 - 12:00, 08:00, 12:00:59.999999999" })
    void readsRanges(String value, LocalTime from, LocalTime to) {
        assertThat(DicomTime.parseRange(value)).isEqualTo(new ValueRange<>(from, to));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "-", "25-", "08-x", "08-09-10" })
    void refusesBrokenRanges(String value) {
        assertThatThrownBy(() -> DicomTime.parseRange(value)).isInstanceOf(InvalidValueException.class);
    }
}
