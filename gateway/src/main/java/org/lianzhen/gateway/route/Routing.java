package org.lianzhen.gateway.route;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.member.Members;
import org.lianzhen.gateway.member.Service;
import org.lianzhen.gateway.member.SharedCentre;
import org.lianzhen.gateway.member.Urgency;
import org.lianzhen.gateway.route.RouteMatch.Criterion;
import org.lianzhen.gateway.route.RouteMatch.Finding;

/** Evaluates routes: the same subject, routes and members always give the same plan. */
public final class Routing {
    private final Routes routes;
    private final Members members;

    /** @param members whose agreements say what may go where */
    public Routing(Routes routes, Members members) {
        this.routes = routes;
        this.members = members;
    }

    /** By which is evaluated. */
    public Routes routes() {
        return routes;
    }

    /** Where a subject goes by the routes that are active. */
    public Plan plan(Subject subject) {
        return plan(subject, Route.State.ACTIVE);
    }

    /** Where it would go if the proposed ones were active too. */
    public Plan rehearse(Subject subject) {
        return plan(subject, Route.State.PROPOSED);
    }

    /**
     * What of the routes concerns a unit on a day: its destinations, and of each route those to which it may send what is the unit's,
     * or which are the unit's. Of a unit that takes no part, nothing.
     */
    public Routes concerning(String unit, LocalDate day) {
        if (!members.readableBy(unit, day).contains(unit)) {
            return routes.only(List.of(), Set.of());
        }
        Set<String> own = routes.destinationsOf(unit);
        Set<String> named = new HashSet<>(own);
        List<Route> some = new ArrayList<>();
        for (Route route : routes.routes()) {
            boolean source = isFor(route.match(), unit);
            List<String> told = route.destinations().stream()
                    .filter(one -> own.contains(one) || (source && mayHave(one, unit, day))).toList();
            if (!told.isEmpty()) {
                some.add(route.to(told));
                named.addAll(told);
            }
        }
        return routes.only(some, named);
    }

    /** Of a source that is no node, nobody knows here whose it is. */
    private boolean isFor(RouteMatch match, String unit) {
        Set<String> sources = match.callers().sources();
        return (match.units().isEmpty() || match.units().contains(unit)) && (sources.isEmpty() || sources.stream()
                .anyMatch(one -> members.node(one).map(node -> node.unit().equals(unit)).orElse(true)));
    }

    private Plan plan(Subject subject, Route.State least) {
        Map<String, Plan.Delivery> deliveries = new LinkedHashMap<>();
        List<Plan.Trace> traces = new ArrayList<>();
        for (Route route : routes.routes()) {
            for (Plan.Trace trace : traces(route, examine(route, subject, least), subject)) {
                traces.add(trace);
                if (trace.sends()) {
                    deliveries.merge(trace.destination(), delivery(route, trace, subject), Routing::both);
                }
            }
        }
        return new Plan(List.copyOf(deliveries.values()), traces);
    }

    private static List<Finding> examine(Route route, Subject subject, Route.State least) {
        List<Finding> findings = new ArrayList<>(route.match().examine(subject));
        LocalDate day = subject.arrivedAt().toLocalDate();
        findings.add(new Finding(Criterion.PERIOD, day.toString(), route.period().includes(day)));
        findings.add(new Finding(Criterion.STATE, route.state().name(), route.state().compareTo(least) >= 0));
        return findings;
    }

    /** One for each destination of a route that fits; else one without destination. */
    private List<Plan.Trace> traces(Route route, List<Finding> findings, Subject subject) {
        if (!findings.stream().allMatch(Finding::fits)) {
            return List.of(new Plan.Trace(route.code(), "", findings));
        }
        return route.destinations().stream().map(destination -> {
            List<Finding> all = new ArrayList<>(findings);
            all.add(agreement(destination, subject));
            return new Plan.Trace(route.code(), destination, all);
        }).toList();
    }

    /**
     * Earlier studies that follow new ones to a destination.
     *
     * @param owners codes of the units whose studies may go there
     */
    public record Following(Priors rule, Set<String> owners) {
        public Following {
            owners = Set.copyOf(owners);
        }
    }

    /** Which follow to a destination on a day; empty when none do. */
    public Optional<Following> following(String destination, LocalDate day) {
        return routes.destination(destination).flatMap(known -> Optional.ofNullable(priors(known))
                .map(rule -> new Following(rule, members.readableBy(reader(known), day))));
    }

    private static @Nullable Priors priors(Destination destination) {
        return destination.address() instanceof Address.Centre centre ? centre.priors() : null;
    }

    private Plan.Delivery delivery(Route route, Plan.Trace trace, Subject subject) {
        Urgency least = route.priority();
        Urgency priority = least == null ? subject.urgency() : subject.urgency().or(least);
        return new Plan.Delivery(trace.destination(), priority, route.code(), inWords(trace.findings()),
                routes.destination(trace.destination()).map(Routing::priors).isPresent());
    }

    private static Plan.Delivery both(Plan.Delivery first, Plan.Delivery more) {
        return new Plan.Delivery(first.destination(), first.priority().or(more.priority()), first.route(),
                first.reason(), first.priors());
    }

    /** Whoever is sent something must have the right to read it that day. */
    private Finding agreement(String destination, Subject subject) {
        return new Finding(Criterion.AGREEMENT, reader(destination),
                mayHave(destination, subject.unit(), subject.arrivedAt().toLocalDate()));
    }

    private boolean mayHave(String destination, String owner, LocalDate day) {
        return members.readableBy(reader(destination), day).contains(owner);
    }

    private String reader(String destination) {
        return routes.destination(destination).map(this::reader).orElse("");
    }

    /** Of a centre, whoever runs it now; nobody, when it reads no images any more. */
    private String reader(Destination destination) {
        return destination.address() instanceof Address.Centre centre
                ? members.centre(centre.code()).filter(known -> known.service() == Service.IMAGING)
                        .map(SharedCentre::owner).orElse("")
                : destination.unit();
    }

    private static String inWords(List<Finding> findings) {
        return findings.stream().map(finding -> finding.criterion() + "=" + finding.value())
                .collect(Collectors.joining(" "));
    }
}
