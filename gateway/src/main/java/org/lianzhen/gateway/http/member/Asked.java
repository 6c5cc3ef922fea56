package org.lianzhen.gateway.http.member;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.http.Problem;
import org.lianzhen.gateway.http.ProblemException;
import org.lianzhen.gateway.member.Section;

/** What the address and the headers of a request ask for. */
final class Asked {
    static final String YAML = "application/yaml";
    private static final List<String> YAML_NAMES = List.of(YAML, "application/x-yaml", "text/yaml", "text/x-yaml");

    private Asked() {}

    /** @throws ProblemException (404) when there is none like that */
    static Section section(RoutingContext request) {
        return Section.of(path(request, "section")).orElseThrow(() -> new ProblemException(Problem
                .notFound("no-such-section",
                        "The members have consortia, units, nodes, centres, agreements, titles, senders, "
                                + "receivers.")));
    }

    static String identifier(RoutingContext request) {
        return path(request, "identifier");
    }

    /** The number of a version. */
    static int number(RoutingContext request) {
        return natural(path(request, "number"), "the number of a version");
    }

    /** A part of the address, which the route has. */
    private static String path(RoutingContext request, String name) {
        return Objects.requireNonNull(request.pathParam(name));
    }

    /** A number in the query of the address, or {@code usual}. */
    static int number(RoutingContext request, String name, int usual) {
        List<String> given = request.queryParam(name);
        return given.isEmpty() ? usual : natural(given.getFirst(), name);
    }

    private static int natural(String text, String what) {
        if (!text.matches("[0-9]{1,9}")) {
            throw new ProblemException(Problem.badRequest("number", what + " must be a number"));
        }
        return Integer.parseInt(text);
    }

    /** Whether the answer shall be YAML; it is JSON unless YAML alone is named. */
    static boolean wantsYaml(RoutingContext request) {
        return isYaml(request.request().getHeader(HttpHeaders.ACCEPT));
    }

    /** Whether the body is YAML, and not JSON. */
    static boolean sendsYaml(RoutingContext request) {
        return isYaml(request.request().getHeader(HttpHeaders.CONTENT_TYPE));
    }

    private static boolean isYaml(@Nullable String types) {
        return types != null && YAML_NAMES.contains(types.split("[;,]", 2)[0].strip().toLowerCase(Locale.ROOT));
    }

    static ProblemException noSuchVersion() {
        return new ProblemException(Problem.notFound("no-such-version", "There is no version with this number."));
    }

    static ProblemException noSuchItem() {
        return new ProblemException(Problem.notFound("no-such-member", "There is nothing with this name here."));
    }
}
