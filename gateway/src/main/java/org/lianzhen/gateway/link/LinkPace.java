package org.lianzhen.gateway.link;

import java.time.Duration;

/**
 * How long an examination takes at most.
 *
 * @param step each of its steps
 * @param throughput the step that measures
 * @param total all of it
 * @param echoes C-ECHOs
 * @param atOnce examinations
 */
public record LinkPace(Duration step, Duration throughput, Duration total, int echoes, int atOnce) {
    /** All of it is answered before a web connection counts as idle. */
    public static final LinkPace STANDARD = new LinkPace(Duration.ofSeconds(10), Duration.ofSeconds(60),
            Duration.ofSeconds(100), 5, 3);
}
