package org.lianzhen.gateway.route;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.member.Period;
import org.lianzhen.gateway.member.Urgency;

/**
 * Routes that become active. Each must have been proposed in the version before as it is now, and somebody must have seen what it
 * would do.
 */
final class SwitchOn {
    private final Map<String, Route> before;
    private final Routes now;
    private final Routes next;

    SwitchOn(Routes now, Routes next) {
        this.now = now;
        this.next = next;
        this.before = now.routes().stream().collect(Collectors.toMap(Route::code, Function.identity()));
    }

    /** What a route does once it is active. */
    private record Content(RouteMatch match, List<Goal> goals, @Nullable Urgency priority, Period period) {
        static Content of(Route route, Routes all) {
            return new Content(route.match(), route.destinations().stream().map(all::destination)
                    .flatMap(Optional::stream).map(Goal::of).toList(), route.priority(), route.period());
        }
    }

    /** Where a destination is, however it is called on the way there. */
    private record Goal(String code, String unit, Address address) {
        static Goal of(Destination destination) {
            return new Goal(destination.code(), destination.unit(), destination.address());
        }
    }

    /** Those that do not do just that already. */
    List<Route> fresh() {
        return next.routes().stream().filter(route -> route.state() == Route.State.ACTIVE)
                .filter(route -> !wasThere(route, Route.State.ACTIVE)).toList();
    }

    private boolean wasThere(Route route, Route.State state) {
        Route known = before.get(route.code());
        return known != null && known.state() == state && Content.of(known, now).equals(Content.of(route, next));
    }

    /**
     * By what each of them was shown last.
     *
     * @param rehearsed what was rehearsed lately, by any name, the newest first
     */
    <T> Set<T> backing(SequencedMap<T, Routes> rehearsed) {
        return fresh().stream().flatMap(route -> rehearsed.entrySet().stream()
                .filter(one -> shows(one.getValue(), route)).limit(1)).map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private boolean shows(Routes rehearsed, Route route) {
        return rehearsed.routes().stream().anyMatch(one -> one.code().equals(route.code())
                && Content.of(one, rehearsed).equals(Content.of(route, next)));
    }

    /**
     * What is missing for them to become active.
     *
     * @param rehearsed what was rehearsed lately
     */
    List<String> problems(Collection<Routes> rehearsed) {
        Predicate<Route> seen = route -> rehearsed.stream().anyMatch(all -> shows(all, route));
        return fresh().stream().map(route -> problem(route, seen)).filter(Objects::nonNull).toList();
    }

    private @Nullable String problem(Route route, Predicate<Route> seen) {
        if (!wasThere(route, Route.State.PROPOSED)) {
            return "route " + route.code() + " must first be put in force in state PROPOSED as it is now";
        }
        return seen.test(route) ? null : "route " + route.code() + " must first be rehearsed as it is now";
    }
}
