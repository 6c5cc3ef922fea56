package org.lianzhen.gateway.route;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A rehearsal that was made.
 *
 * @param author who wanted it
 * @param backs number of the version in which routes became active that it had shown; null when it has led to nothing
 */
public record KeptRehearsal(String author, Instant madeAt, @Nullable Integer backs, Rehearsal rehearsal) {}
