package org.lianzhen.dicom.net;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * The deadlines of an association.
 *
 * @param durations
 *            those that differ from {@link Deadline#standard()}
 * @param progress
 *            the slowest transfer of message data
 */
public record Timeouts(Map<Deadline, Duration> durations, MinimumProgress progress) {
    /** Every deadline at its standard value. */
    public static final Timeouts STANDARD = new Timeouts(Map.of(), MinimumProgress.STANDARD);

    public Timeouts {
        durations = Map.copyOf(durations);
    }

    /** How long to wait; zero means that this deadline is not set. */
    public Duration of(Deadline deadline) {
        return durations.getOrDefault(deadline, deadline.standard());
    }

    /** These deadlines with one changed. */
    public Timeouts with(Deadline deadline, Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException(deadline + " cannot be negative: " + duration);
        }
        var changed = new EnumMap<Deadline, Duration>(Deadline.class);
        changed.putAll(durations);
        changed.put(deadline, duration);
        return new Timeouts(changed, progress);
    }

    /** These deadlines with another rule for slow transfers. */
    public Timeouts with(MinimumProgress changed) {
        return new Timeouts(durations, changed);
    }
}
