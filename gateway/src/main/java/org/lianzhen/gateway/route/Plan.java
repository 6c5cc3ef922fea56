package org.lianzhen.gateway.route;

import java.util.List;
import org.lianzhen.gateway.member.Urgency;

/**
 * Where something goes, and why.
 *
 * @param deliveries one for each destination
 * @param traces what every route made of it, in their order
 */
public record Plan(List<Delivery> deliveries, List<Trace> traces) {
    public Plan {
        deliveries = List.copyOf(deliveries);
        traces = List.copyOf(traces);
    }

    /**
     * To be sent to a destination.
     *
     * @param destination code
     * @param priority the most urgent that a route asks for
     * @param route code of the first route that sends it there
     * @param reason what that route went by, as in {@code UNIT=TS1 MODALITY=CT}
     * @param priors whether earlier studies of the patient follow
     */
    public record Delivery(String destination, Urgency priority, String route, String reason, boolean priors) {
        /** One that nothing follows. */
        public Delivery(String destination, Urgency priority, String route, String reason) {
            this(destination, priority, route, reason, false);
        }
    }

    /**
     * What became of a route.
     *
     * @param route code
     * @param destination code; empty when the route did not come so far
     * @param findings of its criteria
     */
    public record Trace(String route, String destination, List<RouteMatch.Finding> findings) {
        public Trace {
            findings = List.copyOf(findings);
        }

        /** Whether the route sends it there. */
        public boolean sends() {
            return !destination.isEmpty() && findings.stream().allMatch(RouteMatch.Finding::fits);
        }
    }
}
