package org.lianzhen.gateway.route;

import java.util.List;
import org.lianzhen.gateway.member.Period;

/**
 * What routes would have done with what arrived before.
 *
 * @param extent what was looked at
 * @param nowhere studies of it that no route would have sent anywhere
 * @param lines one for each route and destination
 */
public record Rehearsal(Extent extent, int nowhere, List<Line> lines) {
    public Rehearsal {
        lines = List.copyOf(lines);
    }

    /**
     * What was looked at.
     *
     * @param version of the routes that was in force then
     * @param days on which the first and the last of the studies arrived; without begin and end when there were none
     * @param studies how many
     * @param more whether there were older ones besides, which were not looked at
     */
    public record Extent(int version, Period days, int studies, boolean more) {}

    /**
     * What one route would have sent to one destination.
     *
     * @param withoutRight studies that the route names, but that the destination may not have
     */
    public record Line(String route, String destination, int studies, int withoutRight) {}
}
