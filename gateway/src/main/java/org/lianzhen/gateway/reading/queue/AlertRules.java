package org.lianzhen.gateway.reading.queue;

import java.time.Duration;

/**
 * When people are told that a report is nearly due, or late. The core hospital edits them, with the other rules of reading.
 *
 * @param percent of the time of a study that is left then; whichever of this and {@code left} comes first
 * @param left the least time that is left then
 * @param each that everybody has to take it before the next one is told
 */
public record AlertRules(int percent, Duration left, Duration each) {

    /** Whether so much time that is left of so much is little. */
    boolean isLittle(Duration remaining, Duration whole) {
        Duration share = whole.multipliedBy(percent).dividedBy(100);
        return remaining.compareTo(share.compareTo(left) > 0 ? share : left) <= 0;
    }
}
