package org.lianzhen.gateway.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the bodies of requests. */
public final class Bodies {
    private static final int USUAL_LIMIT = 256 * 1024;

    private Bodies() {}

    /** Holds the body of a request in memory, and refuses one above 256 KiB; goes before the handler that wants it. */
    public static Handler<RoutingContext> handler() {
        return handler(USUAL_LIMIT);
    }

    /** @param limit bytes */
    public static Handler<RoutingContext> handler(int limit) {
        BodyHandler reading = BodyHandler.create(false).setBodyLimit(limit);
        // as what it is it could stand before all others only
        return request -> reading.handle(request);
    }

    /** Tells a client that waits for it (RFC 9110 section 10.1.1) to send its body, which the handlers here do themselves. */
    public static void ask(RoutingContext request) {
        if (request.request().headers().contains(HttpHeaders.EXPECT, HttpHeaders.CONTINUE, true)) {
            request.response().writeContinue();
        }
    }

    /**
     * The body as a JSON object.
     *
     * @throws ProblemException (415) when it says to be something else, (400) when it is none
     */
    public static JsonObject json(RoutingContext request) {
        String type = request.request().getHeader(HttpHeaders.CONTENT_TYPE);
        if (type != null && !type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
            throw new ProblemException(Problem.unsupportedMediaType("Send application/json."));
        }
        try {
            JsonObject body = request.body().asJsonObject();
            if (body != null) {
                return body;
            }
        } catch (DecodeException | ClassCastException e) {
            throw new ProblemException(Problem.badRequest("no-json", "The body is no JSON object."));
        }
        throw new ProblemException(Problem.badRequest("no-json", "The request needs a JSON object as its body."));
    }

    /**
     * A text of a JSON object. PostgreSQL takes no NUL, and what a person means has none.
     *
     * @param longest characters
     * @throws ProblemException (422) when it is missing, empty, too long, with a NUL or no text
     */
    public static String text(JsonObject body, String name, int longest) {
        if (body.getValue(name) instanceof String text && !text.isBlank() && text.length() <= longest
                && text.indexOf('\0') < 0) {
            return text;
        }
        throw new ProblemException(Problem.unprocessable("field", "\"" + name + "\" must be a text of 1 to " + longest
                + " characters."));
    }

    /**
     * The same for what may be missing, null or empty.
     *
     * @return without what is blank at its ends
     */
    public static String optionalText(JsonObject body, String name, int longest) {
        Object value = body.getValue(name);
        boolean empty = value == null || (value instanceof String text && text.isBlank() && text.indexOf('\0') < 0);
        return empty ? "" : text(body, name, longest).strip();
    }

    /**
     * A document that is kept as it is.
     *
     * @throws ProblemException (422) when one of its texts or names has a NUL
     */
    public static JsonObject withoutNul(JsonObject document) {
        if (hasNul(document)) {
            throw new ProblemException(Problem.unprocessable("field", "No text may have the character NUL."));
        }
        return document;
    }

    /** No deeper than JSON that is read may be. */
    private static boolean hasNul(@Nullable Object value) {
        return switch (value) {
            case String text -> text.indexOf('\0') >= 0;
            case JsonObject object -> object.stream()
                    .anyMatch(each -> hasNul(each.getKey()) || hasNul(each.getValue()));
            case JsonArray array -> array.stream().anyMatch(Bodies::hasNul);
            case null, default -> false;
        };
    }
}
