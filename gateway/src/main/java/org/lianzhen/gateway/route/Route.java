package org.lianzhen.gateway.route;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.member.Period;
import org.lianzhen.gateway.member.Urgency;

/**
 * Sends some of what arrives to some destinations.
 *
 * @param code short and unique
 * @param name for people
 * @param match what it is for
 * @param destinations codes of those it sends to
 * @param priority that what it sends has at least; null for that of what arrives
 * @param period in which it is in effect
 * @param state whether it sends at all
 */
public record Route(String code, String name, RouteMatch match, List<String> destinations, @Nullable Urgency priority,
        Period period, State state) {
    public Route {
        destinations = List.copyOf(destinations);
    }

    /** The same to fewer destinations. */
    Route to(List<String> some) {
        return new Route(code, name, match, some, priority, period, state);
    }

    /** A route is switched on in two steps, so that somebody sees what it would have done before it does it. */
    public enum State {
        /** Sends nothing yet. */
        PROPOSED,
        /** Sends. */
        ACTIVE
    }
}
