package org.lianzhen.gateway.http.member;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import org.lianzhen.gateway.http.Problem;
import org.lianzhen.gateway.http.ProblemException;

/** The number of a version as an entity tag (RFC 9110 section 8.8.3). All members share one, because they change together. */
final class VersionTag {
    private VersionTag() {}

    static void put(RoutingContext request, int version) {
        request.response().putHeader(HttpHeaders.ETAG, "\"" + version + "\"");
    }

    /**
     * The version that a change was made from, as If-Match says.
     *
     * @throws ProblemException (428) when it says nothing
     */
    static int wanted(RoutingContext request) {
        String tag = request.request().getHeader(HttpHeaders.IF_MATCH);
        if (tag != null && tag.matches("\"[0-9]{1,9}\"")) {
            return Integer.parseInt(tag.substring(1, tag.length() - 1));
        }
        throw new ProblemException(new Problem(428, "if-match", "It must be said what is changed",
                "Get the members first, and send their ETag as If-Match."));
    }
}
