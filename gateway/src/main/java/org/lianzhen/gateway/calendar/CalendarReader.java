package org.lianzhen.gateway.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.calendar.WorkCalendar.Kind;
import org.lianzhen.gateway.calendar.WorkCalendar.Special;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads a document of working days, and tells everything that is wrong with it at once. */
final class CalendarReader {
    private static final int LONGEST_HOLIDAY = 31;

    private final List<String> problems = new ArrayList<>();
    private final Map<LocalDate, Special> days = new HashMap<>();
    private final Set<Integer> years = new HashSet<>();
    private DayHours usual = DayHours.CLOSED;

    private CalendarReader() {}

    static WorkCalendar read(String document) throws CalendarException {
        var reader = new CalendarReader();
        Map<?, ?> root = reader.map("the document", tree(document));
        reader.known("the document", root, Set.of("hours", "week", "years"));
        reader.usual = reader.hours("hours", root.get("hours"));
        Map<DayOfWeek, DayHours> week = reader.week(root.get("week"));
        List<?> all = reader.list("years", root.get("years"));
        for (int i = 0; i < all.size(); i++) {
            reader.year("years[" + (i + 1) + "]", all.get(i));
        }
        if (!reader.problems.isEmpty()) {
            throw new CalendarException(reader.problems);
        }
        return new WorkCalendar(week, reader.days, reader.years);
    }

    private static @Nullable Object tree(String document) throws CalendarException {
        try {
            return new Load(LoadSettings.builder().build()).loadFromString(document);
        } catch (YamlEngineException e) {
            throw new CalendarException(List.of("neither YAML nor JSON: " + e.getMessage()));
        }
    }

    /** Monday to Friday have the usual hours unless the document says otherwise. */
    private Map<DayOfWeek, DayHours> week(@Nullable Object said) {
        Map<DayOfWeek, DayHours> week = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            week.put(day, day.compareTo(DayOfWeek.FRIDAY) <= 0 ? usual : DayHours.CLOSED);
        }
        map("week", said).forEach((name, hours) -> {
            try {
                week.put(DayOfWeek.valueOf(String.valueOf(name).toUpperCase(Locale.ROOT)),
                        hours("week: " + name, hours));
            } catch (IllegalArgumentException e) {
                problems.add("week: " + name + " is no day of the week");
            }
        });
        if (week.values().stream().allMatch(DayHours::isClosed)) {
            problems.add("hours: a week has no working time");
        }
        return week;
    }

    private void year(String place, @Nullable Object said) {
        Map<?, ?> fields = map(place, said);
        known(place, fields, Set.of("year", "source", "holidays", "workdays", "halfDays"));
        if (!(fields.get("year") instanceof Integer year) || year < 1949 || year > 9999) {
            problems.add(place + ": year must be a number such as 2026");
            return;
        }
        if (!years.add(year)) {
            problems.add(place + ": " + year + " is there twice");
        }
        if (!(fields.get("source") instanceof String source) || source.isBlank()) {
            problems.add(place + ": source must say where this was published");
        }
        holidays(place, year, list(place + ": holidays", fields.get("holidays")));
        for (Object day : list(place + ": workdays", fields.get("workdays"))) {
            put(place + ": workdays", year, day(place, day), new Special(Kind.WORKDAY, "", usual));
        }
        for (Object half : list(place + ": halfDays", fields.get("halfDays"))) {
            Map<?, ?> day = map(place + ": halfDays", half);
            known(place + ": halfDays", day, Set.of("name", "day", "hours"));
            put(place + ": halfDays", year, day(place, day.get("day")), new Special(Kind.HALF_DAY,
                    name(place, day), hours(place + ": halfDays: hours", day.get("hours"))));
        }
    }

    /** The last days of a holiday may belong to the next year. */
    private void holidays(String place, int year, List<?> holidays) {
        for (Object one : holidays) {
            Map<?, ?> fields = map(place + ": holidays", one);
            known(place + ": holidays", fields, Set.of("name", "from", "to"));
            LocalDate from = day(place, fields.get("from"));
            LocalDate to = fields.get("to") == null ? from : day(place, fields.get("to"));
            if (from == null || to == null) {
                continue;
            }
            if (to.isBefore(from) || from.plusDays(LONGEST_HOLIDAY).isBefore(to)) {
                problems.add(place + ": a holiday from " + from + " to " + to);
                continue;
            }
            var special = new Special(Kind.HOLIDAY, name(place, fields), DayHours.CLOSED);
            from.datesUntil(to.plusDays(1)).forEach(day -> put(place + ": holidays", year, day, special));
        }
    }

    private void put(String place, int year, @Nullable LocalDate day, Special special) {
        if (day == null) {
            return;
        }
        if (Math.abs(day.getYear() - year) > 1) {
            problems.add(place + ": " + day + " is not of " + year);
        } else if (days.putIfAbsent(day, special) != null) {
            problems.add(place + ": " + day + " is there twice");
        }
    }

    private String name(String place, Map<?, ?> fields) {
        if (fields.get("name") instanceof String name && !name.isBlank()) {
            return name;
        }
        problems.add(place + ": name is missing");
        return "";
    }

    private @Nullable LocalDate day(String place, @Nullable Object said) {
        try {
            return LocalDate.parse(String.valueOf(said));
        } catch (DateTimeParseException e) {
            problems.add(place + ": " + said + " is no day such as 2026-01-31");
            return null;
        }
    }

    private DayHours hours(String place, @Nullable Object said) {
        return DayHours.of(list(place, said).stream().map(String::valueOf).toList()).orElseGet(() -> {
            problems.add(place + " must be times such as \"08:00-12:00\" that do not overlap");
            return DayHours.CLOSED;
        });
    }

    private void known(String place, Map<?, ?> fields, Set<String> names) {
        fields.keySet().stream().map(String::valueOf).filter(name -> !names.contains(name))
                .forEach(name -> problems.add(place + ": " + name + " is not known here"));
    }

    private Map<?, ?> map(String place, @Nullable Object said) {
        if (said == null || said instanceof Map) {
            return said == null ? Map.of() : (Map<?, ?>) said;
        }
        problems.add(place + " must be made of named values");
        return Map.of();
    }

    private List<?> list(String place, @Nullable Object said) {
        if (said == null || said instanceof List) {
            return said == null ? List.of() : (List<?>) said;
        }
        problems.add(place + " must be a list");
        return List.of();
    }
}
