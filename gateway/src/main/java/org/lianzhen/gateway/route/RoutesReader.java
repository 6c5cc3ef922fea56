package org.lianzhen.gateway.route;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.member.Fields;
import org.lianzhen.gateway.member.Members;
import org.lianzhen.gateway.member.MembersException;
import org.lianzhen.gateway.member.Urgency;

/** Reads a document of routes and destinations, which is YAML or JSON, and says everything that is wrong with it at once. */
final class RoutesReader {
    private static final String CODE = "[A-Za-z0-9_-]{1,32}";
    private static final int USUAL_ASSOCIATIONS = 2;
    private static final int MOST_ASSOCIATIONS = 8;
    private static final int MOST_QUIET = 86_400;

    private final List<String> problems = new ArrayList<>();
    private final @Nullable Members members;

    private RoutesReader(@Nullable Members members) {
        this.members = members;
    }

    /**
     * Reads one that is kept already, whatever has become of those whom it names.
     *
     * @throws RoutesException when it is not one
     */
    static Routes read(RouteVersion version) throws RoutesException {
        return new RoutesReader(null).read(version.number(), version.document());
    }

    /**
     * Reads one that may be kept one day.
     *
     * @param members whose units and nodes it may name
     * @throws RoutesException when it is not one
     */
    static Routes read(String document, Members members) throws RoutesException {
        return new RoutesReader(members).read(0, document);
    }

    private Routes read(int version, String document) throws RoutesException {
        Duration quiet = Routes.USUAL_QUIET;
        List<Destination> destinations = new ArrayList<>();
        List<Route> routes = new ArrayList<>();
        try {
            Fields top = Fields.of(document, problems);
            quiet = quiet(top);
            Set<String> codes = new HashSet<>();
            for (Fields fields : top.items("destinations")) {
                destinations.add(destination(fields, codes));
                fields.rejectOthers();
            }
            Set<String> routeCodes = new HashSet<>();
            for (Fields fields : top.items("routes")) {
                routes.add(route(fields, routeCodes, codes));
                fields.rejectOthers();
            }
            top.rejectOthers();
        } catch (MembersException e) {
            problems.addAll(e.problems());
        }
        if (!problems.isEmpty()) {
            throw new RoutesException(problems);
        }
        return new Routes(version, quiet, routes, destinations);
    }

    private static Duration quiet(Fields top) {
        if (top.optional("quietSeconds") == null) {
            return Routes.USUAL_QUIET;
        }
        int seconds = top.number("quietSeconds");
        if (seconds < 1 || seconds > MOST_QUIET) {
            top.problem("quietSeconds", "must be 1 to " + MOST_QUIET);
        }
        return Duration.ofSeconds(seconds);
    }

    private static String code(Fields fields, Set<String> known) {
        String code = fields.text("code");
        if (!code.isEmpty() && !code.matches(CODE)) {
            fields.problem("code", "must be 1 to 32 letters, digits, _ or -");
        }
        if (!known.add(code)) {
            fields.problem("code", "is there twice");
        }
        return code;
    }

    private Destination destination(Fields fields, Set<String> codes) {
        String code = code(fields, codes);
        int associations = fields.optional("associations") == null ? USUAL_ASSOCIATIONS : fields.number("associations");
        if (associations < 1 || associations > MOST_ASSOCIATIONS) {
            fields.problem("associations", "must be 1 to " + MOST_ASSOCIATIONS);
            associations = 1;
        }
        String unit = fields.text("unit");
        return new Destination(code, unit, new AddressReader(fields, members, unit).read(), associations,
                fields.readAll("bandwidth", BandwidthLimit::parse,
                        "limit such as 08:00-18:00 4 (Mbit/s, 0.1 to 10000)"),
                RetryReader.read(fields), fields.yes("overwrites"));
    }

    private Route route(Fields fields, Set<String> codes, Set<String> destinations) {
        String code = code(fields, codes);
        List<String> to = fields.texts("to");
        if (to.isEmpty()) {
            fields.problem("to", "must name a destination");
        }
        to.stream().filter(one -> !destinations.contains(one))
                .forEach(one -> fields.problem("to", "names no destination: " + one));
        Urgency priority = fields.optional("priority") == null
                ? null
                : fields.choice("priority", Urgency.class, Urgency.ROUTINE);
        return new Route(code, fields.text("name"), match(fields), to, priority, fields.period("from", "until"),
                fields.choiceOr("state", Route.State.PROPOSED));
    }

    private RouteMatch match(Fields fields) {
        Set<String> units = Set.copyOf(fields.texts("units"));
        if (members != null) {
            units.stream().filter(unit -> members.unit(unit).isEmpty())
                    .forEach(unit -> fields.problem("units", "names no unit: " + unit));
        }
        var callers = new RouteMatch.Callers(Set.copyOf(fields.texts("sources")), Set.copyOf(fields.texts("called")));
        var contents = new RouteMatch.Contents(upper(fields.texts("modalities")), upper(fields.texts("bodyParts")),
                fields.texts("procedures"),
                new ReportMatch(fields.optionalChoices("reports", ReportMatch.Kind.class), fields.yes("finalOnly")));
        Set<Urgency> urgencies = fields.optionalChoices("urgencies", Urgency.class);
        return new RouteMatch(units, callers, contents, urgencies,
                fields.readAll("hours", Hours::parse, "time of day such as 18:00-08:00"));
    }

    private static Set<String> upper(List<String> texts) {
        return texts.stream().map(text -> text.toUpperCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }
}
