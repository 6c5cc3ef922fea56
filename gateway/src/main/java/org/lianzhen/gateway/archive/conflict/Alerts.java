package org.lianzhen.gateway.archive.conflict;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.archive.Search.Page;

/** What people must look at. Failures are {@link org.lianzhen.gateway.archive.IndexUnavailableException}. */
public interface Alerts {

    /** One page of the open alerts of some units, the oldest first. */
    CompletionStage<List<Alert>> open(Set<String> units, Page page);

    /** Notes that a person has dealt with an alert. Deciding on what it is about settles it too. */
    CompletionStage<Decision.Result> settle(Decision decision);

    /**
     * One alert.
     *
     * @param unit code of the unit that must look
     * @param kind such as the reason why an instance was parked
     * @param subject our identifier of what it is about
     */
    record Alert(UUID id, String unit, String kind, UUID subject, Instant raisedAt) {}
}
