package org.lianzhen.gateway.notify;

import java.time.Instant;
import java.util.UUID;

/**
 * What one person is told.
 *
 * @param notice its identifier
 */
public record Message(UUID notice, Matter matter, Instant raisedAt, DutyPerson person) {}
