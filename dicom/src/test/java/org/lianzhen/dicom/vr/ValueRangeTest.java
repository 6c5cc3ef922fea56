package org.lianzhen.dicom.vr;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueRangeTest {

    @ParameterizedTest
    @CsvSource({
            "2, 4, 1, false",
            "2, 4, 2, true",
            "2, 4, 3, true",
            "2, 4, 4, true",
            "2, 4, 5, false",
            "2, , 1, false",
            "2, , 9, true",
            ", 4, 5, false",
            ", 4, -9, true",
            ", , 0, true",
            "4, 2, 3, false" })
    void containsItsEnds(Integer from, Integer to, int value, boolean contained) {
        assertThat(new ValueRange<>(from, to).contains(value)).isEqualTo(contained);
    }

    @Test
    void anHourCoversItsLastMoment() {
        assertThat(DicomTime.parseRange("08").contains(LocalTime.parse("08:59:59.999"))).isTrue();
        assertThat(DicomTime.parseRange("08").contains(LocalTime.parse("09:00"))).isFalse();
    }

    @Test
    void aDayWithOffsetIsMeasuredInItsOffset() {
        ValueRange<Instant> day = DicomDateTime.parseRange("20200304+0800", ZoneOffset.UTC);

        assertThat(day.contains(Instant.parse("2020-03-03T16:00:00Z"))).isTrue();
        assertThat(day.contains(Instant.parse("2020-03-04T16:00:00Z"))).isFalse();
    }
}
