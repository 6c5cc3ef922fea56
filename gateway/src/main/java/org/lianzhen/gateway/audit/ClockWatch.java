package org.lianzhen.gateway.audit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Tells when somebody, or a time server, has set the wall clock: then it has gone on by more or less than the time that passed. */
public final class ClockWatch {
    /** Time servers slew smaller differences away. */
    private static final Duration TOLERATED = Duration.ofSeconds(2);

    private final InstantSource wall;
    private final LongSupplier nanos;
    private Instant lastWall;
    private long lastNanos;

    /** @param nanos a clock that nobody can set, such as {@link System#nanoTime} */
    public ClockWatch(InstantSource wall, LongSupplier nanos) {
        this.wall = wall;
        this.nanos = nanos;
        this.lastWall = wall.instant();
        this.lastNanos = nanos.getAsLong();
    }

    /** By how much the wall clock was set since the last look, forward if positive; empty when it was not. */
    public Optional<Duration> look() {
        Instant nowWall = wall.instant();
        long nowNanos = nanos.getAsLong();
        Duration jump = Duration.between(lastWall, nowWall).minusNanos(nowNanos - lastNanos);
        lastWall = nowWall;
        lastNanos = nowNanos;
        return jump.abs().compareTo(TOLERATED) > 0 ? Optional.of(jump) : Optional.empty();
    }
}
