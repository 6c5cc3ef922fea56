package org.lianzhen.gateway.route;

import java.time.Instant;

/**
 * A version of the routes as it is kept.
 *
 * @param number from 1 on; 0 is the time before there was one
 * @param author who made it
 * @param document that {@link RoutesReader} reads
 * @param reason why it was made, in the author's words; empty when nobody has said
 */
public record RouteVersion(int number, String author, Instant madeAt, String document, String reason) {
    /** Before anybody has said anything. */
    static final RouteVersion NONE = new RouteVersion(0, "", Instant.EPOCH, "", "");
}
