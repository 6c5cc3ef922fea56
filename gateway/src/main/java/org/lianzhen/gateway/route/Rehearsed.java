package org.lianzhen.gateway.route;

import java.util.UUID;

/**
 * What was shown in a rehearsal.
 *
 * @param rehearsal that is kept under this identifier
 * @param document whose routes were rehearsed
 */
public record Rehearsed(UUID rehearsal, String document) {}
