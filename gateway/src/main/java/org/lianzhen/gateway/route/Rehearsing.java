package org.lianzhen.gateway.route;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lianzhen.gateway.member.Period;
import org.lianzhen.gateway.route.RouteMatch.Finding;

/** Has routes look at what arrived before, the proposed ones too, and counts what they would have done. */
final class Rehearsing {
    private final Map<Key, Studies> lines = new LinkedHashMap<>();

    private record Key(String route, String destination) {}

    /** Studies by their numbers in the order they were looked at. */
    private record Studies(Set<Integer> sent, Set<Integer> withoutRight) {
        Studies() {
            this(new HashSet<>(), new HashSet<>());
        }
    }

    private Rehearsing(Routes routes) {
        for (Route route : routes.routes()) {
            route.destinations().forEach(destination -> lines.put(new Key(route.code(), destination), new Studies()));
        }
    }

    /** @param studies that arrived */
    static Rehearsal of(Routing routing, List<ArrivedStudy> studies, Rehearsal.Extent extent) {
        var rehearsing = new Rehearsing(routing.routes());
        int nowhere = 0;
        for (int number = 0; number < studies.size(); number++) {
            boolean sent = false;
            for (Subject subject : studies.get(number).series()) {
                sent |= rehearsing.look(routing.rehearse(subject), number);
            }
            nowhere += sent ? 0 : 1;
        }
        List<Rehearsal.Line> told = new ArrayList<>();
        rehearsing.lines.forEach((key, found) -> told.add(new Rehearsal.Line(key.route(), key.destination(),
                found.sent().size(), found.withoutRight().size())));
        return new Rehearsal(extent, nowhere, told);
    }

    /** @param studies newest first */
    static Period days(List<ArrivedStudy> studies) {
        return studies.isEmpty() ? Period.ALWAYS : new Period(day(studies.getLast()), day(studies.getFirst()));
    }

    private static LocalDate day(ArrivedStudy study) {
        return study.series().getFirst().arrivedAt().toLocalDate();
    }

    private boolean look(Plan plan, int study) {
        for (Plan.Trace trace : plan.traces()) {
            Studies line = lines.get(new Key(trace.route(), trace.destination()));
            if (line != null) {
                (trace.findings().stream().allMatch(Finding::fits) ? line.sent() : line.withoutRight()).add(study);
            }
        }
        return !plan.deliveries().isEmpty();
    }
}
