package org.lianzhen.gateway.archive.conflict;

import java.time.Duration;
import org.lianzhen.gateway.archive.conflict.ComparisonQueue.Task;
import org.lianzhen.gateway.archive.conflict.ComparisonQueue.Version;

/**
 * How long comparing may take.
 *
 * @param idle between looks at an empty queue, or one that is away
 * @param base for two versions of whatever size
 * @param perMebi more for each MiB of both
 */
public record Pace(Duration idle, Duration base, Duration perMebi) {
    /** Every second; half a minute, and two seconds a MiB, which JPEG 2000 needs. */
    public static final Pace STANDARD = new Pace(Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofSeconds(2));
    private static final long MEBI = 1 << 20;
    private static final Duration RESERVE = Duration.ofMinutes(1);

    Duration limit(Version one, Version other) {
        return base.plus(perMebi.multipliedBy((one.length() + other.length()) / MEBI));
    }

    /** After which a task is taken for abandoned: longer than all its comparisons and the questions around them may take. */
    public Duration lease(Task task) {
        return task.earlier().stream().map(earlier -> limit(task.version(), earlier)).reduce(RESERVE, Duration::plus);
    }
}
