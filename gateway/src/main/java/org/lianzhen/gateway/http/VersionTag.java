package org.lianzhen.gateway.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** The number of a version as an entity tag (RFC 9110 section 8.8.3). What is kept as one document has one, because it changes together. */
public final class VersionTag {
    private VersionTag() {}

    public static void put(RoutingContext request, int version) {
        request.response().putHeader(HttpHeaders.ETAG, "\"" + version + "\"");
    }

    /**
     * The version that a change was made from, as If-Match says.
     *
     * @throws ProblemException (428) when it says nothing
     */
    public static int wanted(RoutingContext request) {
        String tag = request.request().getHeader(HttpHeaders.IF_MATCH);
        if (tag != null && tag.matches("\"[0-9]{1,9}\"")) {
            return Integer.parseInt(tag.substring(1, tag.length() - 1));
        }
        throw new ProblemException(new Problem(428, "if-match", "It must be said what is changed",
                "Get it first, and send its ETag as If-Match."));
    }
}
