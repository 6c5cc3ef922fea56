package org.lianzhen.gateway.route;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One version of all routes and destinations. Codes are unique, and every destination that is named is there. */
public final class Routes {
    /** How long nothing new of a study must have come, for it to be taken for whole, unless the document says otherwise. */
    static final Duration USUAL_QUIET = Duration.ofMinutes(1);

    private final int version;
    private final Duration quiet;
    private final List<Route> routes;
    private final Map<String, Destination> destinations;

    Routes(int version, Duration quiet, List<Route> routes, List<Destination> destinations) {
        this.version = version;
        this.quiet = quiet;
        this.routes = List.copyOf(routes);
        this.destinations = destinations.stream()
                .collect(Collectors.toUnmodifiableMap(Destination::code, Function.identity()));
    }

    /** From 1 on; 0 before there was one. */
    public int version() {
        return version;
    }

    /** How long nothing new of a study must have come, for it to be taken for whole. */
    public Duration quiet() {
        return quiet;
    }

    /** In the order of the document. */
    public List<Route> routes() {
        return routes;
    }

    /** Those that routes may send to. */
    public List<Destination> destinations() {
        return List.copyOf(destinations.values());
    }

    /** Codes of those that belong to a unit. */
    public Set<String> destinationsOf(String unit) {
        return destinations.values().stream().filter(one -> one.unit().equals(unit)).map(Destination::code)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** These, without what is not named. */
    Routes only(List<Route> some, Set<String> named) {
        return new Routes(version, quiet, some, destinations.values().stream().filter(one -> named.contains(one.code()))
                .toList());
    }

    public Optional<Destination> destination(String code) {
        return Optional.ofNullable(destinations.get(code));
    }
}
