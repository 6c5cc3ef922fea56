package org.lianzhen.gateway.notify;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.audit.AuditEvent;

/** Keeps every version of every roster. */
public interface RosterStore {
    /** The rosters in force, of all units, by unit and duty. */
    CompletionStage<List<RosterVersion>> inForce();

    /** Versions of one, newest first. */
    CompletionStage<List<RosterVersion>> versions(String unit, Duty duty, int limit);

    /** The one in force; its number is 0 when there never was one. */
    default CompletionStage<RosterVersion> newest(String unit, Duty duty) {
        return versions(unit, duty, 1)
                .thenApply(all -> all.isEmpty() ? RosterVersion.none(unit, duty) : all.getFirst());
    }

    /**
     * Adds a version after its base.
     *
     * @param event becomes durable with it, or neither does
     * @return completed when it is durable; empty, with nothing kept, when its base is not the newest
     */
    CompletionStage<Optional<RosterVersion>> add(int base, String author, Roster roster, AuditEvent event);
}
