package org.lianzhen.gateway.http.route;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.http.Problem;
import org.lianzhen.gateway.http.ProblemException;
import org.lianzhen.gateway.member.Period;
import org.lianzhen.gateway.route.Comparison;
import org.lianzhen.gateway.route.KeptRehearsal;
import org.lianzhen.gateway.route.Rehearsal;

/** Rehearsals as the contract writes them. */
final class RehearsalJson {
    private RehearsalJson() {}

    /** On which days the studies arrived that somebody wants to be looked at. */
    static Period days(JsonObject body) {
        var days = new Period(day(body, "from"), day(body, "to"));
        if (days.isEmpty()) {
            throw wrong("to", "no day before \"from\"");
        }
        return days;
    }

    private static @Nullable LocalDate day(JsonObject body, String name) {
        Object value = body.getValue(name);
        try {
            return value == null ? null : LocalDate.parse(value.toString());
        } catch (DateTimeParseException e) {
            throw wrong(name, "a day such as 2026-01-31");
        }
    }

    private static ProblemException wrong(String name, String expected) {
        return new ProblemException(Problem.unprocessable("field", "\"" + name + "\" must be " + expected + "."));
    }

    static JsonObject of(KeptRehearsal kept) {
        return of(kept.rehearsal()).put("author", kept.author()).put("madeAt", kept.madeAt().toString())
                .put("backs", kept.backs());
    }

    static JsonObject of(Rehearsal rehearsal) {
        Rehearsal.Extent extent = rehearsal.extent();
        List<JsonObject> lines = rehearsal.lines().stream()
                .map(line -> new JsonObject().put("route", line.route()).put("destination", line.destination())
                        .put("studies", line.studies()).put("withoutRight", line.withoutRight()))
                .toList();
        return new JsonObject().put("version", extent.version()).put("from", text(extent.days().from()))
                .put("to", text(extent.days().to())).put("studies", extent.studies()).put("more", extent.more())
                .put("nowhere", rehearsal.nowhere()).put("lines", new JsonArray(lines));
    }

    static JsonObject of(Comparison found) {
        List<JsonObject> items = found.items().stream()
                .map(one -> new JsonObject().put("studyInstanceUid", one.studyInstanceUid()).put("unit", one.unit())
                        .put("modalities", array(one.modalities())).put("arrivedOn", one.arrivedOn().toString())
                        .put("now", array(one.now())).put("then", array(one.then())))
                .toList();
        return new JsonObject().put("studies", found.studies()).put("more", found.more())
                .put("changed", found.changed()).put("items", new JsonArray(items));
    }

    private static JsonArray array(Collection<String> texts) {
        return new JsonArray(List.copyOf(texts));
    }

    private static @Nullable String text(@Nullable LocalDate day) {
        return day == null ? null : Objects.toString(day);
    }
}
