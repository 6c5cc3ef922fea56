package org.lianzhen.gateway.access;

import java.time.Instant;

/**
 * A study that is open to an account for a time although its unit's relation to the owner does not open it.
 *
 * @param study Study Instance UID
 * @param unit code of the unit that owns it
 */
public record SharedCase(String study, String unit, Instant until) {}
