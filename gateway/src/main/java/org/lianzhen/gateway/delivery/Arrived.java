package org.lianzhen.gateway.delivery;

import java.util.UUID;
import org.lianzhen.gateway.route.Subject;

/**
 * An instance that is durable, and that no route has looked at.
 *
 * @param id of the arrival
 */
public record Arrived(UUID id, Subject subject) {}
