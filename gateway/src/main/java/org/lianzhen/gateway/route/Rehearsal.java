package org.lianzhen.gateway.route;

import java.util.List;

/**
 * What routes would have done with what arrived of late.
 *
 * @param studies that were looked at
 * @param nowhere of them, those that no route would have sent anywhere
 * @param lines one for each route and destination
 */
public record Rehearsal(int studies, int nowhere, List<Line> lines) {
    public Rehearsal {
        lines = List.copyOf(lines);
    }

    /**
     * What one route would have sent to one destination.
     *
     * @param withoutRight studies that the route names, but that the destination may not have
     */
    public record Line(String route, String destination, int studies, int withoutRight) {}
}
