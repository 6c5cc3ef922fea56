package org.lianzhen.gateway.route;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One version of all routes and destinations. Codes are unique, and every destination that is named is there. */
public final class Routes {
    private final int version;
    private final List<Route> routes;
    private final Map<String, Destination> destinations;

    Routes(int version, List<Route> routes, List<Destination> destinations) {
        this.version = version;
        this.routes = List.copyOf(routes);
        this.destinations = destinations.stream()
                .collect(Collectors.toUnmodifiableMap(Destination::code, Function.identity()));
    }

    /** From 1 on; 0 before there was one. */
    public int version() {
        return version;
    }

    /** In the order of the document. */
    public List<Route> routes() {
        return routes;
    }

    /** Those that routes may send to. */
    public List<Destination> destinations() {
        return List.copyOf(destinations.values());
    }

    public Optional<Destination> destination(String code) {
        return Optional.ofNullable(destinations.get(code));
    }
}
