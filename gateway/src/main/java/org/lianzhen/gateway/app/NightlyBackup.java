package org.lianzhen.gateway.app;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does something every night, on a thread of its own; what fails once is tried again the next night. */
final class NightlyBackup implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NightlyBackup.class);
    private static final ZoneId HERE = ZoneId.of("Asia/Shanghai");
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(1);

    private final InstantSource clock;
    private final LocalTime at;
    private final Runnable backup;
    private final Duration look;
    private final Thread thread;
    private Instant due;

    private NightlyBackup(InstantSource clock, LocalTime at, Runnable backup, Duration look) {
        this.clock = clock;
        this.at = at;
        this.backup = backup;
        this.look = look;
        this.due = next(clock.instant(), at);
        this.thread = Thread.ofPlatform().daemon().name("nightly-backup").unstarted(this::run);
    }

    /** @param look how often to look at the clock, which people may set */
    static NightlyBackup start(InstantSource clock, LocalTime at, Runnable backup, Duration look) {
        var nightly = new NightlyBackup(clock, at, backup, look);
        nightly.thread.start();
        return nightly;
    }

    /** The first such moment after {@code now}. */
    static Instant next(Instant now, LocalTime at) {
        ZonedDateTime local = now.atZone(HERE);
        ZonedDateTime today = local.with(at);
        return (today.isAfter(local) ? today : today.plusDays(1)).toInstant();
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(look);
                if (!clock.instant().isBefore(due)) {
                    runOnce();
                    due = next(clock.instant(), at);
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("No more backups", e);
        }
    }

    /** Whatever goes wrong tonight, there is another night. */
    private void runOnce() {
        try {
            backup.run();
        } catch (RuntimeException e) {
            LOG.error("The nightly backup ended in a way that it should not", e);
        }
    }

    /** Ends one that is under way; it is no longer when this returns, or a disk does not answer. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(CLOSE_LIMIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
