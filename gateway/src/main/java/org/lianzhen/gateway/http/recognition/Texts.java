package org.lianzhen.gateway.http.recognition;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.http.Problem;
import org.lianzhen.gateway.http.ProblemException;
import org.lianzhen.gateway.member.MemberDirectory;

/** Values of a request. Faults are problems (422) that say what is wrong. */
record Texts(String place, JsonObject json) {
    private static final int LONGEST = 64;

    static Texts of(JsonObject body) {
        return new Texts("", body);
    }

    ProblemException wrong(String name, String expected) {
        return new ProblemException(Problem.unprocessable("field",
                "\"" + place + name + "\" must be " + expected + "."));
    }

    String text(String name) {
        String text = optional(name);
        if (text == null || text.isBlank()) {
            throw wrong(name, "a text of 1 to " + LONGEST + " characters");
        }
        return text;
    }

    String textOr(String name, String usual) {
        String text = optional(name);
        return text == null ? usual : text;
    }

    private @Nullable String optional(String name) {
        Object value = json.getValue(name);
        if (value == null) {
            return null;
        }
        if (value instanceof String text && text.length() <= LONGEST && text.indexOf('\0') < 0) {
            return text;
        }
        throw wrong(name, "a text of at most " + LONGEST + " characters");
    }

    boolean yes(String name, boolean usual) {
        Object value = json.getValue(name, usual);
        if (value instanceof Boolean yes) {
            return yes;
        }
        throw wrong(name, "true or false");
    }

    <E extends Enum<E>> E choice(String name, E usual) {
        String text = optional(name);
        if (text == null) {
            return usual;
        }
        for (E one : usual.getDeclaringClass().getEnumConstants()) {
            if (one.name().equals(text)) {
                return one;
            }
        }
        throw wrong(name, "one of " + List.of(usual.getDeclaringClass().getEnumConstants()));
    }

    /** L, R, B, U or empty. */
    String side(String name) {
        String side = textOr(name, "");
        if (!side.matches("[LRBU]?")) {
            throw wrong(name, "L, R, B, U or empty");
        }
        return side;
    }

    /** A day in China, which is its noon, or a moment with its offset. */
    Instant moment(String name) {
        String text = text(name);
        try {
            return text.length() == 10 ? LocalDate.parse(text).atTime(12, 0).atZone(MemberDirectory.ZONE).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw wrong(name, "a day such as 2026-01-31 or a moment such as 2026-01-31T09:30:00+08:00");
        }
    }

    Texts object(String name) {
        if (json.getValue(name) instanceof JsonObject object) {
            return new Texts(place + name + ".", object);
        }
        throw wrong(name, "an object");
    }

    boolean has(String name) {
        return json.getValue(name) != null;
    }

    /** None when absent. */
    List<Texts> objects(String name, int most) {
        Object value = json.getValue(name, new JsonArray());
        if (!(value instanceof JsonArray array) || array.size() > most) {
            throw wrong(name, "a list of at most " + most);
        }
        return array.stream().map(one -> {
            if (one instanceof JsonObject object) {
                return new Texts(place + name + ".", object);
            }
            throw wrong(name, "a list of objects");
        }).toList();
    }
}
