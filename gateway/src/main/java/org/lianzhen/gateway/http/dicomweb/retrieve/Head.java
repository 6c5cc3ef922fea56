package org.lianzhen.gateway.http.dicomweb.retrieve;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What stands before the body of an answer. */
record Head(int status, Map<String, String> headers) {
    private static final int NOT_MODIFIED = 304;
    private static final Set<String> OF_NOT_MODIFIED = Set.of("ETag", "Vary", "Content-Location");

    Head {
        headers = Map.copyOf(headers);
    }

    static Head ok(String contentType) {
        return new Head(200, Map.of("Content-Type", contentType));
    }

    Head with(String name, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(name, value);
        return new Head(status, more);
    }

    /** That the client has it already: what the whole would say of itself, but for its content (RFC 9110 section 15.4.5). */
    Head notModified() {
        Map<String, String> kept = new TreeMap<>(headers);
        kept.keySet().retainAll(OF_NOT_MODIFIED);
        return new Head(NOT_MODIFIED, kept);
    }

    Head status(int other) {
        return new Head(other, headers);
    }

    /** @param length of the body, or {@link Body#UNKNOWN} */
    void put(HttpServerResponse response, long length) {
        response.setStatusCode(status);
        headers.forEach(response::putHeader);
        if (length == Body.UNKNOWN) {
            response.setChunked(true);
        } else {
            response.putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(length));
        }
    }
}
