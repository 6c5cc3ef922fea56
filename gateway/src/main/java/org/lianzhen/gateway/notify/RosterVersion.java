package org.lianzhen.gateway.notify;

import java.time.Instant;

/**
 * A roster as somebody wrote it.
 *
 * @param number from 1 on; 0 when there never was one
 * @param author account that wrote it
 */
public record RosterVersion(int number, String author, Instant madeAt, Roster roster) {
    static RosterVersion none(String unit, Duty duty) {
        return new RosterVersion(0, "", Instant.EPOCH, Roster.empty(unit, duty));
    }
}
