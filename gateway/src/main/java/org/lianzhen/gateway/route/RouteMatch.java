package org.lianzhen.gateway.route;

import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.lianzhen.gateway.member.Urgency;

/**
 * What a route is for. Of each criterion that names anything, one must fit.
 *
 * @param units codes of owners
 * @param callers who sends, and what they call
 * @param contents what is shown
 * @param urgencies of what is sent
 * @param hours in which it arrives
 */
public record RouteMatch(Set<String> units, Callers callers, Contents contents, Set<Urgency> urgencies,
        List<Hours> hours) {
    public RouteMatch {
        units = Set.copyOf(units);
        urgencies = Set.copyOf(urgencies);
        hours = List.copyOf(hours);
    }

    /**
     * Both sides of an association.
     *
     * @param sources AE titles or accounts that send
     * @param called AE titles of ours
     */
    public record Callers(Set<String> sources, Set<String> called) {
        public Callers {
            sources = Set.copyOf(sources);
            called = Set.copyOf(called);
        }
    }

    /**
     * What instances show; written in any case.
     *
     * @param modalities (0008,0060)
     * @param bodyParts (0018,0015)
     * @param procedures pieces of what names the procedure
     * @param reports which parts of reports
     */
    public record Contents(Set<String> modalities, Set<String> bodyParts, List<String> procedures,
            ReportMatch reports) {
        public Contents {
            modalities = Set.copyOf(modalities);
            bodyParts = Set.copyOf(bodyParts);
            procedures = List.copyOf(procedures);
        }
    }

    /** What each criterion that names anything makes of a subject, in an order that stays the same. */
    List<Finding> examine(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        Subject.Content shown = subject.content();
        among(findings, Criterion.UNIT, subject.unit(), units);
        among(findings, Criterion.SOURCE, subject.source(), callers.sources());
        among(findings, Criterion.CALLED, subject.called(), callers.called());
        among(findings, Criterion.MODALITY, upper(shown.modality()), contents.modalities());
        among(findings, Criterion.BODY_PART, upper(shown.bodyPart()), contents.bodyParts());
        if (!contents.procedures().isEmpty()) {
            findings.add(procedure(upper(shown.procedure())));
        }
        contents.reports().examine(subject).forEach(findings::add);
        among(findings, Criterion.URGENCY, subject.urgency().name(),
                urgencies.stream().map(Urgency::name).collect(Collectors.toSet()));
        if (!hours.isEmpty()) {
            findings.add(time(subject.arrivedAt().toLocalTime()));
        }
        return findings;
    }

    /** Tells the piece that fits, because the text itself may name somebody. */
    private Finding procedure(String shown) {
        Optional<String> piece = contents.procedures().stream().filter(wanted -> shown.contains(upper(wanted)))
                .findFirst();
        return new Finding(Criterion.PROCEDURE, piece.orElse(""), piece.isPresent());
    }

    private Finding time(LocalTime moment) {
        return new Finding(Criterion.TIME, moment.withNano(0).toString(),
                hours.stream().anyMatch(span -> span.include(moment)));
    }

    private static void among(List<Finding> findings, Criterion criterion, String value, Set<String> wanted) {
        if (!wanted.isEmpty()) {
            findings.add(new Finding(criterion, value, wanted.contains(value)));
        }
    }

    static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    /** What is looked at. */
    public enum Criterion {
        UNIT, SOURCE, CALLED, MODALITY, BODY_PART, PROCEDURE, REPORT, REPORT_STATE, URGENCY, TIME, PERIOD, STATE,
        AGREEMENT
    }

    /**
     * What one criterion found.
     *
     * @param value that it looked at; of no patient
     */
    public record Finding(Criterion criterion, String value, boolean fits) {}

}
