package org.lianzhen.dicom.vr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DicomDateTest {

    @ParameterizedTest
    @CsvSource({ "19970701, 1997-07-01", "1997.07.01, 1997-07-01", "'19970701  ', 1997-07-01",
            "'19970701\0', 1997-07-01", "' 20240229', 2024-02-29", "00010101, 0001-01-01", "99991231, 9999-12-31" })
    void readsBothForms(String value, LocalDate date) {
        assertThat(DicomDate.parse(value)).isEqualTo(new DicomDate(date));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", " ", "1997", "199707", "1997-07-01", "1997.7.1", "19970732", "19971301", "20230229",
            "1997070", "199707011", "1997O701", "+9970701", "１９９７０７０１", "1997.07-01", "19970701-", "11.11.1111" })
    void refusesEverythingElse(String value) {
        assertThatThrownBy(() -> DicomDate.parse(value)).isInstanceOf(InvalidValueException.class)
                .hasMessageStartingWith("DA ");
    }

    @ParameterizedTest
    @CsvSource({ "20200101-20200131, 2020-01-01, 2020-01-31", "20200101-, 2020-01-01,", "-20200131, , 2020-01-31",
            "20200101, 2020-01-01, 2020-01-01", "2020.01.01-2020.01.31, 2020-01-01, 2020-01-31",
            "' 20200101 - 20200131 ', 2020-01-01, 2020-01-31" })
    void readsRanges(String value, LocalDate from, LocalDate to) {
        assertThat(DicomDate.parseRange(value)).isEqualTo(new ValueRange<>(from, to));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "-", "x-20200101", "20200101-x", "20200101-20200131-", "--20200101" })
    void refusesBrokenRanges(String value) {
        assertThatThrownBy(() -> DicomDate.parseRange(value)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void rangesIncludeTheirEnds() {
        ValueRange<LocalDate> range = DicomDate.parseRange("20200101-20200131");

        assertThat(range.contains(LocalDate.of(2020, 1, 1))).isTrue();
        assertThat(range.contains(LocalDate.of(2020, 1, 31))).isTrue();
        assertThat(range.contains(LocalDate.of(2019, 12, 31))).isFalse();
        assertThat(range.contains(LocalDate.of(2020, 2, 1))).isFalse();
        assertThat(DicomDate.parseRange("20200101-").contains(LocalDate.MAX)).isTrue();
        assertThat(DicomDate.parseRange("-20200101").contains(LocalDate.MIN)).isTrue();
    }

    @Test
    void writesTheModernForm() {
        assertThat(DicomDate.parse("1997.07.01").format()).isEqualTo("19970701");
        assertThat(new DicomDate(LocalDate.of(7, 1, 2)).format()).isEqualTo("00070102");
    }

    @Test
    void refusesToWriteYearsOfFiveDigits() {
        assertThatThrownBy(() -> new DicomDate(LocalDate.of(10_000, 1, 1)).format())
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new DicomDate(LocalDate.of(-1, 1, 1)).format())
                .isInstanceOf(InvalidValueException.class);
    }

    @Test
    void isOrdered() {
        assertThat(DicomDate.parse("20200101")).isLessThan(DicomDate.parse("20200102"));
    }
}
