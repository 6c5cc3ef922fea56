package org.lianzhen.gateway.http.audit;

import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.audit.AuditQuery;
import org.lianzhen.gateway.audit.AuditQuery.Period;
import org.lianzhen.gateway.audit.AuditQuery.Position;
import org.lianzhen.gateway.http.Problem;
import org.lianzhen.gateway.http.ProblemException;

/** What a request asks of the audit log. Parameters that make no sense are problems (400). */
final class AuditParameters {
    private static final int USUAL_LIMIT = 100;
    private static final int LARGEST_LIMIT = 1000;
    private static final char SEPARATOR = '_';

    private final RoutingContext request;
    private final Map<String, String> told = new LinkedHashMap<>();

    AuditParameters(RoutingContext request) {
        this.request = request;
    }

    AuditQuery query() {
        long limit = number("limit", USUAL_LIMIT);
        if (limit > LARGEST_LIMIT) {
            throw wrong("limit");
        }
        return AuditQuery.newest((int) limit).of(new Period(time("from"), time("to"))).by(text("actor"))
                .with(one("action", AuditAction.values())).ended(one("outcome", AuditEvent.Outcome.values()))
                .about(text("object")).after(position());
    }

    /** What was asked for, so far, by name. */
    Map<String, String> told() {
        return told;
    }

    private @Nullable String text(String name) {
        String value = request.request().getParam(name);
        if (value == null || value.isEmpty()) {
            return null;
        }
        told.put(name, value);
        return value;
    }

    /** At least 1. */
    long number(String name, long otherwise) {
        String value = text(name);
        if (value == null) {
            return otherwise;
        }
        try {
            long number = Long.parseLong(value);
            if (number >= 1) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw wrong(name);
        }
        throw wrong(name);
    }

    private @Nullable Instant time(String name) {
        String value = text(name);
        return value == null ? null : instant(name, value);
    }

    private static Instant instant(String name, String value) {
        try {
            return Instant.parse(value);
        } catch (DateTimeException e) {
            throw wrong(name);
        }
    }

    /** One of {@code values} by its name; null when nothing is said. */
    private <E extends Enum<E>> @Nullable E one(String name, E[] values) {
        String value = text(name);
        if (value == null) {
            return null;
        }
        for (E one : values) {
            if (one.name().equals(value)) {
                return one;
            }
        }
        throw wrong(name);
    }

    private @Nullable Position position() {
        String value = text("after");
        if (value == null) {
            return null;
        }
        int at = value.indexOf(SEPARATOR);
        if (at < 0) {
            throw wrong("after");
        }
        return new Position(instant("after", value.substring(0, at)), id(value.substring(at + 1)));
    }

    private static UUID id(String value) {
        try {
            return UUID.fromString(value);
        } catch (IllegalArgumentException e) {
            throw wrong("after");
        }
    }

    static String text(Position position) {
        return position.occurredAt().toString() + SEPARATOR + position.id();
    }

    private static ProblemException wrong(String name) {
        return new ProblemException(Problem.badRequest("parameter", "The parameter \"" + name + "\" makes no sense."));
    }
}
