package org.lianzhen.gateway.delivery;

import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.lianzhen.gateway.route.Address;
import org.lianzhen.gateway.route.BandwidthLimit;
import org.lianzhen.gateway.route.Destination;

/**
 * The lines to all nodes. Destinations that lead to one node, such as itself and a centre that it serves, share its line. Not
 * thread-safe.
 */
final class Lines {
    private final Supplier<LocalTime> time;
    private final Map<Object, Line> lines = new HashMap<>();

    /** @param time of day, by which limits go */
    Lines(Supplier<LocalTime> time) {
        this.time = time;
    }

    /** From now on the limits of these hold. */
    void serve(List<Destination> destinations) {
        Map<Object, List<List<BandwidthLimit>>> limits = new HashMap<>();
        destinations.forEach(one -> limits.computeIfAbsent(end(one), end -> new ArrayList<>()).add(one.limits()));
        lines.keySet().retainAll(limits.keySet());
        limits.forEach((end, all) -> lines.computeIfAbsent(end, any -> new Line(time)).limit(all));
    }

    /** Of a destination that is served. */
    Line to(Destination destination) {
        return lines.computeIfAbsent(end(destination), any -> new Line(time));
    }

    /** Nothing is sent to a centre without a node. */
    private static Object end(Destination destination) {
        return switch (destination.address()) {
            case Address.Node node -> node;
            case Address.Web web -> web.root().getRawAuthority();
            case Address.Centre centre -> centre.node() == null ? centre : centre.node();
        };
    }
}
