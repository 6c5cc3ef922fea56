package org.lianzhen.gateway.route;

import java.time.Instant;

/**
 * A rehearsal that was made.
 *
 * @param author who wanted it
 * @param document whose routes were rehearsed
 */
public record KeptRehearsal(String author, Instant madeAt, String document, Rehearsal rehearsal) {}
