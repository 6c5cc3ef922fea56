package org.lianzhen.gateway.member;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One mapping of a document; what does not fit becomes a problem, and something harmless stands in for it. */
public final class Fields {
    private final String place;
    private final Map<?, ?> values;
    private final List<String> problems;
    private final Set<String> asked = new HashSet<>();

    /**
     * Reads a document, which is YAML or JSON.
     *
     * @param problems to which those of all its mappings are added
     * @throws MembersException when it is neither
     */
    public static Fields of(String document, List<String> problems) throws MembersException {
        return new Fields("", MembersReader.tree(document), problems);
    }

    Fields(String place, @Nullable Object values, List<String> problems) {
        this.place = place;
        this.problems = problems;
        if (values instanceof Map<?, ?> map) {
            this.values = map;
        } else {
            this.values = Map.of();
            if (values != null) {
                problems.add((place.isEmpty() ? "the document" : place) + " must be made of named values");
            }
        }
    }

    public void problem(String key, String what) {
        problems.add(placeOf(key) + " " + what);
    }

    private String placeOf(String key) {
        return place.isEmpty() ? key : place + ": " + key;
    }

    /** Says which values nobody asked for. */
    public void rejectOthers() {
        for (Object key : values.keySet()) {
            if (!asked.contains(String.valueOf(key))) {
                problem(String.valueOf(key), "is not known here");
            }
        }
    }

    private @Nullable Object value(String key) {
        asked.add(key);
        return values.get(key);
    }

    public String text(String key) {
        String text = optional(key);
        if (text == null) {
            problem(key, "is missing");
            return "";
        }
        return text;
    }

    @Nullable
    public String optional(String key) {
        Object value = value(key);
        if (value instanceof Map || value instanceof List) {
            problem(key, "must be a text");
            return null;
        }
        return value == null || value.toString().isBlank() ? null : value.toString().strip();
    }

    /** A text that must be one of {@code units}. */
    public String named(String key, Set<String> units) {
        String code = text(key);
        if (!code.isEmpty() && !units.contains(code)) {
            problem(key, "names no unit: " + code);
        }
        return code;
    }

    /** 0 when absent. */
    public int number(String key) {
        Object value = value(key);
        if (value == null || value instanceof Integer) {
            return value == null ? 0 : (Integer) value;
        }
        problem(key, "must be a number");
        return 0;
    }

    /** False when absent. */
    public boolean yes(String key) {
        Object value = value(key);
        if (value == null || value instanceof Boolean) {
            return Boolean.TRUE.equals(value);
        }
        problem(key, "must be true or false");
        return false;
    }

    public <E extends Enum<E>> E choice(String key, Class<E> type, E standIn) {
        String text = text(key);
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(text.toUpperCase(Locale.ROOT))) {
                return constant;
            }
        }
        if (!text.isEmpty()) {
            problem(key, "must be one of " + List.of(type.getEnumConstants()));
        }
        return standIn;
    }

    /** {@code usual} when absent. */
    public <E extends Enum<E>> E choiceOr(String key, E usual) {
        return value(key) == null ? usual : choice(key, usual.getDeclaringClass(), usual);
    }

    public List<String> texts(String key) {
        Object value = value(key);
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> list
                && list.stream().allMatch(one -> one instanceof String || one instanceof Number)) {
            return list.stream().map(String::valueOf).toList();
        }
        problem(key, "must be a list of texts");
        return List.of();
    }

    /** All of {@code type} when absent. */
    public <E extends Enum<E>> Set<E> choices(String key, Class<E> type) {
        return value(key) == null ? EnumSet.allOf(type) : optionalChoices(key, type);
    }

    /** None of {@code type} when absent. */
    public <E extends Enum<E>> Set<E> optionalChoices(String key, Class<E> type) {
        Set<E> all = EnumSet.allOf(type);
        Set<E> chosen = EnumSet.noneOf(type);
        for (String text : texts(key)) {
            all.stream().filter(constant -> constant.name().equalsIgnoreCase(text)).findFirst().ifPresentOrElse(
                    chosen::add, () -> problem(key, "must be some of " + List.of(type.getEnumConstants())));
        }
        return chosen;
    }

    /** Without those that cannot be read. */
    public <T> List<T> readAll(String key, Function<String, @Nullable T> reading, String what) {
        List<T> all = new ArrayList<>();
        for (String text : texts(key)) {
            T read = reading.apply(text);
            if (read == null) {
                problem(key, "has no " + what + " in \"" + text + "\"");
            } else {
                all.add(read);
            }
        }
        return all;
    }

    public Period period(String fromKey, String toKey) {
        var period = new Period(day(fromKey), day(toKey));
        if (period.isEmpty()) {
            problem(toKey, "is before " + fromKey);
        }
        return period;
    }

    private @Nullable LocalDate day(String key) {
        String text = optional(key);
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            problem(key, "must be a day such as 2026-01-31");
            return null;
        }
    }

    /** The mapping there; null when absent. */
    public @Nullable Fields within(String key) {
        Object value = value(key);
        return value == null ? null : new Fields(placeOf(key), value, problems);
    }

    public List<Fields> items(String key) {
        Object value = value(key);
        List<Fields> items = new ArrayList<>();
        if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                items.add(new Fields(placeOf(key) + "[" + (i + 1) + "]", list.get(i), problems));
            }
        } else if (value != null) {
            problem(key, "must be a list");
        }
        return items;
    }
}
