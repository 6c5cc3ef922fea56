package org.lianzhen.dicom.vr;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** Every date and time that is written is read again, and its precision covers exactly what its digits leave open. */
class DatesAndTimesPropertiesTest {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final long LAST_DAY = 2_932_896;
    private static final long FIRST_DAY = -719_528;
    private static final long LAST_NANO = 86_399_999_999_999L;

    @Provide
    Arbitrary<Integer> digitsOfTimes() {
        return Arbitraries.of(2, 4, 6, 7, 8, 9, 10, 11, 12);
    }

    @Provide
    Arbitrary<Integer> digitsOfDateTimes() {
        return Arbitraries.of(4, 6, 8, 10, 12, 14, 15, 16, 17, 18, 19, 20);
    }

    @Property
    void datesComeBack(@ForAll @LongRange(min = FIRST_DAY, max = LAST_DAY) long day) {
        DicomDate date = new DicomDate(LocalDate.ofEpochDay(day));

        assertThat(date.format()).hasSize(8);
        assertThat(DicomDate.parse(date.format())).isEqualTo(date);
        assertThat(DicomDate.parseRange(date.format()).contains(date.date())).isTrue();
    }

    @Property
    void timesComeBack(@ForAll @LongRange(min = 0, max = LAST_NANO) long nano,
            @ForAll("digitsOfTimes") int digits) {
        LocalTime exact = LocalTime.ofNanoOfDay(nano);
        DicomTime time = new DicomTime(exact, digits);

        assertThat(DicomTime.parse(time.format())).isEqualTo(time);
        assertThat(DicomTime.parseRange(time.format()).contains(exact)).isTrue();
        assertThat(time.time()).isBeforeOrEqualTo(exact);
        assertThat(time.latest()).isAfterOrEqualTo(exact);
    }

    @Property
    void dateTimesComeBack(@ForAll @LongRange(min = FIRST_DAY, max = LAST_DAY - 400) long day,
            @ForAll @LongRange(min = 0, max = LAST_NANO) long nano, @ForAll("digitsOfDateTimes") int digits,
            @ForAll @IntRange(min = -720, max = 840) int offsetMinutes) {
        LocalDateTime exact = LocalDateTime.of(LocalDate.ofEpochDay(day), LocalTime.ofNanoOfDay(nano));
        ZoneOffset offset = ZoneOffset.ofTotalSeconds(offsetMinutes * 60);
        DicomDateTime value = new DicomDateTime(exact, digits, offset);
        Instant instant = exact.toInstant(offset);

        assertThat(DicomDateTime.parse(value.format())).isEqualTo(value);
        assertThat(value.earliest(SHANGHAI)).isBeforeOrEqualTo(instant);
        assertThat(value.latest(SHANGHAI)).isAfterOrEqualTo(instant);
        assertThat(DicomDateTime.parseRange(value.format(), SHANGHAI).contains(instant)).isTrue();
    }

    @Property
    void rangesOfDateTimesHaveBothTheirSides(@ForAll @LongRange(min = 0, max = 40_000) long day,
            @ForAll @IntRange(min = 0, max = 5_000) int days, @ForAll("digitsOfDateTimes") int digits) {
        DicomDateTime from = new DicomDateTime(LocalDate.ofEpochDay(day).atTime(12, 30), digits, null);
        DicomDateTime to = new DicomDateTime(LocalDate.ofEpochDay(day + days).atTime(12, 30), digits,
                ZoneOffset.ofHours(-5));

        ValueRange<Instant> range = DicomDateTime.parseRange(from.format() + "-" + to.format(), SHANGHAI);

        assertThat(range).isEqualTo(new ValueRange<>(from.earliest(SHANGHAI), to.latest(SHANGHAI)));
    }

    @Property
    void agesComeBack(@ForAll @IntRange(min = 0, max = 999) int count, @ForAll AgeString.Unit unit) {
        AgeString age = new AgeString(count, unit);

        assertThat(age.format()).hasSize(4);
        assertThat(AgeString.parse(age.format())).isEqualTo(age);
    }
}
