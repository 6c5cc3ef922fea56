package org.lianzhen.dicom.vr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DicomDateTimeTest {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    @ParameterizedTest
    @CsvSource({ "2020, 2020-01-01T00:00, 4", "202003, 2020-03-01T00:00, 6", "20200304, 2020-03-04T00:00, 8",
            "2020030405, 2020-03-04T05:00, 10", "202003040506, 2020-03-04T05:06, 12",
            "20200304050607, 2020-03-04T05:06:07, 14", "20200304050607.123456, 2020-03-04T05:06:07.123456, 20",
            "20200304050607.1, 2020-03-04T05:06:07.1, 15", "20200304235960, 2020-03-04T23:59:59, 14",
            "'20200304 ', 2020-03-04T00:00, 8" })
    void readsAsMuchAsIsGiven(String value, LocalDateTime time, int digits) {
        assertThat(DicomDateTime.parse(value)).isEqualTo(new DicomDateTime(time, digits, null));
    }

    @ParameterizedTest
    @CsvSource({ "20200304050607+0800, +08:00", "20200304050607.5-0330, -03:30", "2020+1400, +14:00",
            "202003-1200, -12:00", "2020+0000, Z", "2020-0000, Z" })
    void readsOffsets(String value, String offset) {
        assertThat(DicomDateTime.parse(value).offset()).isEqualTo(ZoneOffset.of(offset));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "202", "20201", "2020030", "20201301", "20200230", "2020030424", "20200304050607.",
            "20200304050607.1234567", "202003040506.5", "2020+08", "2020+1401", "2020-1201", "2020+0860", "2020-",
            "2020+08000", "+0800", "2020Z", "2020-03-04", "２０２０", "20200304 05" })
    void refusesEverythingElse(String value) {
        assertThatThrownBy(() -> DicomDateTime.parse(value)).isInstanceOf(InvalidValueException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = { "2020", "202003", "20200304", "2020030405", "202003040506", "20200304050607",
            "20200304050607.1", "20200304050607.123456+0800", "2020-0330", "2020+0000", "0001" })
    void writesAsMuchAsIsKnown(String value) {
        assertThat(DicomDateTime.parse(value).format()).isEqualTo(value);
    }

    @Test
    void writesMicrosecondsWithTheirOffset() {
        assertThat(DicomDateTime.of(LocalDateTime.of(2020, 3, 4, 5, 6, 7, 123_456_789), ZoneOffset.ofHours(8)).format())
                .isEqualTo("20200304050607.123456+0800");
    }

    @ParameterizedTest
    @ValueSource(ints = { 0, 3, 5, 7, 9, 11, 13, 21 })
    void refusesImpossibleNumbersOfDigits(int digits) {
        assertThatThrownBy(() -> new DicomDateTime(LocalDateTime.MIN, digits, null))
                .isInstanceOf(InvalidValueException.class);
    }

    @Test
    void forgetsWhatItsDigitsDoNotTell() {
        LocalDateTime time = LocalDateTime.of(2020, 3, 4, 5, 6, 7, 8);

        assertThat(new DicomDateTime(time, 4, null).dateTime()).isEqualTo("2020-01-01T00:00");
        assertThat(new DicomDateTime(time, 6, null).dateTime()).isEqualTo("2020-03-01T00:00");
        assertThat(new DicomDateTime(time, 8, null).dateTime()).isEqualTo("2020-03-04T00:00");
        assertThat(new DicomDateTime(time, 10, null).dateTime()).isEqualTo("2020-03-04T05:00");
    }

    @ParameterizedTest
    @CsvSource({ "2020, 2020-12-31T15:59:59.999999999Z", "202002, 2020-02-29T15:59:59.999999999Z",
            "20200304, 2020-03-04T15:59:59.999999999Z", "2020030408, 2020-03-04T00:59:59.999999999Z",
            "202003040800, 2020-03-04T00:00:59.999999999Z", "20200304080000, 2020-03-04T00:00:00.999999999Z",
            "20200304080000.5, 2020-03-04T00:00:00.599999999Z", "2020+0000, 2020-12-31T23:59:59.999999999Z" })
    void lastsAsLongAsItsDigitsLeaveOpen(String value, Instant latest) {
        assertThat(DicomDateTime.parse(value).latest(SHANGHAI)).isEqualTo(latest);
    }

    @ParameterizedTest
    @CsvSource({ "2020, 2019-12-31T16:00:00Z", "2020+0000, 2020-01-01T00:00:00Z",
            "20200304080000-0500, 2020-03-04T13:00:00Z" })
    void beginsInItsOffsetOrThePlaceOfTheSender(String value, Instant earliest) {
        assertThat(DicomDateTime.parse(value).earliest(SHANGHAI)).isEqualTo(earliest);
    }

    @ParameterizedTest
    @CsvSource({ "2019-2020, 2018-12-31T16:00:00Z, 2020-12-31T15:59:59.999999999Z", "2020-, 2019-12-31T16:00:00Z,",
            "-2020, , 2020-12-31T15:59:59.999999999Z", "-0500, , 0500-12-31T15:54:16.999999999Z",
            "20200304, 2020-03-03T16:00:00Z, 2020-03-04T15:59:59.999999999Z",
            "20200304-0500, 2020-03-04T05:00:00Z, 2020-03-05T04:59:59.999999999Z",
            "20200304-0500-, 2020-03-04T05:00:00Z,",
            "20200304-0500-20200305-0500, 2020-03-04T05:00:00Z, 2020-03-06T04:59:59.999999999Z",
            "20200304+0000-20200304+0000, 2020-03-04T00:00:00Z, 2020-03-04T23:59:59.999999999Z",
            "-20200304-0500, , 2020-03-05T04:59:59.999999999Z",
            "2020-202003, 2019-12-31T16:00:00Z, 2020-03-31T15:59:59.999999999Z" })
    void tellsRangesFromOffsets(String value, Instant from, Instant to) {
        assertThat(DicomDateTime.parseRange(value, SHANGHAI)).isEqualTo(new ValueRange<>(from, to));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "-", "--", "2020-x", "2020-2021-2022", "20200304-0500-20200305-0500-" })
    void refusesBrokenRanges(String value) {
        assertThatThrownBy(() -> DicomDateTime.parseRange(value, SHANGHAI)).isInstanceOf(InvalidValueException.class);
    }
}
