package org.lianzhen.gateway.patient;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Some of the list of links that somebody should decide on.
 *
 * @param next where it goes on; empty at its end
 */
public record ProposalPage(List<Link.Proposal> items, Optional<Place> next) {
    public ProposalPage {
        items = List.copyOf(items);
    }

    /** A place in the list. It stays the same when proposals before it, or the one that is there, are decided on. */
    public record Place(double confidence, Instant proposedAt, UUID first, UUID second) {
        /** Before all others. */
        public static final Place START = new Place(1.5, Instant.EPOCH, new UUID(0, 0), new UUID(0, 0));
    }
}
