package org.lianzhen.gateway.http.dicomweb.send;

import java.time.Duration;

/**
 * How much goes in one request, and how long is waited for the other side. There is no limit for a whole request: on a poor line a
 * large image takes what it takes, as long as something moves.
 *
 * @param instances of one request at most
 * @param bytes after which no further instance is begun in a request
 * @param connecting for a connection
 * @param standing without a byte being taken
 * @param answering after the last byte
 */
public record StowPace(int instances, long bytes, Duration connecting, Duration standing, Duration answering) {
    public static final StowPace STANDARD = new StowPace(32, 16L << 20, Duration.ofSeconds(10),
            Duration.ofSeconds(60), Duration.ofMinutes(3));
}
