package org.lianzhen.gateway.access;

import java.time.Duration;

/**
 * How strict log-in is.
 *
 * @param failures wrong passwords in a row that lock an account
 * @param lock how long
 * @param attempts log-ins in a minute from one network address
 */
public record AccessRules(int failures, Duration lock, int attempts) {}
