package org.lianzhen.gateway.route;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lianzhen.gateway.route.RouteMatch.Criterion;
import org.lianzhen.gateway.route.RouteMatch.Finding;

/**
 * Which parts of reports a route is for.
 *
 * @param kinds that it takes; none when it does not matter
 * @param finalOnly whether preliminary reports stay away
 */
public record ReportMatch(Set<Kind> kinds, boolean finalOnly) {
    /** For everything. */
    public static final ReportMatch ANY = new ReportMatch(Set.of(), false);

    public ReportMatch {
        kinds = Set.copyOf(kinds);
    }

    /** What is made of a report. */
    public enum Kind {
        /** No part of a report: images, and documents that others made. */
        NONE,
        /** Its text, as a structured report. */
        TEXT,
        /** Its key images. */
        KEY_IMAGES,
        /** What was measured, and that it is not any more. */
        MEASUREMENTS,
        /** Its pages. */
        PAGES,
        /** That all of it must not be used any more: for whoever was given any of it. */
        WITHDRAWAL
    }

    /** What it makes of a subject, where it matters. */
    Stream<Finding> examine(Subject subject) {
        Subject.Report report = subject.report();
        Stream<Finding> kind = kinds.isEmpty() ? Stream.empty()
                : Stream.of(new Finding(Criterion.REPORT, report.kind().name(), takes(report.kind())));
        Stream<Finding> state = finalOnly && report.kind() != Kind.NONE
                ? Stream.of(new Finding(Criterion.REPORT_STATE, report.preliminary() ? "PRELIMINARY" : "FINAL",
                        !report.preliminary()))
                : Stream.empty();
        return Stream.concat(kind, state);
    }

    private boolean takes(Kind kind) {
        return kinds.contains(kind) || (kind == Kind.WITHDRAWAL
                && !kinds.stream().filter(one -> one != Kind.NONE).collect(Collectors.toSet()).isEmpty());
    }
}
