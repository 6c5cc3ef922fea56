package org.lianzhen.gateway.access;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.audit.AuditEvent;

/** Keeps the rules of access and all that they were before. Fails with {@link AccessUnavailableException}. */
public interface AccessRuleStore {
    CompletionStage<AccessRules.Version> inForce();

    /** Versions, newest first, with lower numbers than {@code before}. */
    CompletionStage<List<Entry>> versions(int before, int limit);

    /**
     * Puts other rules in force.
     *
     * @param base number of the version that they were made from
     * @return false when another is in force by now
     */
    CompletionStage<Boolean> replace(int base, AccessRules rules, AuditEvent event);

    /** Who put a version in force, and what it says. */
    record Entry(int number, String author, Instant keptAt, AccessRules rules) {}
}
