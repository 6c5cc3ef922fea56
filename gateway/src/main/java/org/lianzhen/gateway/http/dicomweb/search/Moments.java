package org.lianzhen.gateway.http.dicomweb.search;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.ElementDictionary;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.vr.DicomDate;
import org.lianzhen.dicom.vr.DicomTime;
import org.lianzhen.dicom.vr.ValueRange;
import org.lianzhen.dicom.vr.Vr;
import org.lianzhen.gateway.archive.Condition;
import org.lianzhen.gateway.query.Conditions;

/**
 * Matches a date and its time together where both are ranges with the same ends (PS3.18 section 8.3.4.1.1, PS3.4 section
 * C.2.2.2.5), so that a night is one range.
 */
final class Moments {
    private static final Map<Integer, Integer> TIMES_OF_DATES = Map.of(Tag.StudyDate, Tag.StudyTime,
            Tag.PerformedProcedureStepStartDate, Tag.PerformedProcedureStepStartTime);

    private Moments() {}

    /** Whether a time may belong to a date, so that only both together tell whether its range is one. */
    static boolean isOfDate(int tag) {
        return TIMES_OF_DATES.containsValue(tag);
    }

    static List<Condition> conditions(DataSet identifier) {
        List<Condition> conditions = new ArrayList<>(Conditions.of(identifier));
        TIMES_OF_DATES.forEach((date, time) -> {
            String dates = identifier.string(date);
            String times = identifier.string(time);
            if (areJoined(dates, times)) {
                conditions.removeIf(condition -> condition.tag() == date || condition.tag() == time);
                conditions.add(
                        new Condition.BetweenMoments(date, time, from(dates) + from(times), to(dates) + to(times)));
            }
        });
        return conditions;
    }

    /** Refuses ranges that nothing can lie in. */
    static void check(DataSet identifier) {
        TIMES_OF_DATES.forEach((date, time) -> {
            String dates = identifier.string(date);
            String times = identifier.string(time);
            if (times != null && areJoined(dates, times)) {
                check(ElementDictionary.keywordOf(date), String.valueOf(dates), times);
            } else if (times != null && !times.isEmpty()) {
                MomentRange.check(Vr.TM, ElementDictionary.keywordOf(time), times);
            }
        });
    }

    private static void check(String keyword, String dates, String times) {
        ValueRange<LocalDate> days = DicomDate.parseRange(dates);
        ValueRange<LocalTime> hours = DicomTime.parseRange(times);
        LocalDate first = days.from();
        LocalDate last = days.to();
        LocalTime begin = hours.from();
        LocalTime end = hours.to();
        if (first != null && last != null && begin != null && end != null
                && first.atTime(begin).isAfter(last.atTime(end))) {
            throw SearchParameters.refusal("no-range", keyword + " and its time end before they begin.");
        }
    }

    private static boolean areJoined(@Nullable String dates, @Nullable String times) {
        return dates != null && times != null && dates.indexOf('-') >= 0 && times.indexOf('-') >= 0
                && from(dates).isEmpty() == from(times).isEmpty() && to(dates).isEmpty() == to(times).isEmpty();
    }

    /** Dates were written with full stops once. */
    private static String from(@Nullable String range) {
        return range == null ? "" : range.substring(0, range.indexOf('-')).strip().replace(".", "");
    }

    private static String to(@Nullable String range) {
        return range == null ? "" : range.substring(range.indexOf('-') + 1).strip().replace(".", "");
    }
}
