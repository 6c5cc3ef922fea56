package org.lianzhen.dicom.net;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers what the log has said, so that a peer that does the same odd thing in each of thousands of associations is named
 * once in a while and not every time. Used by all event loops at once.
 */
final class Reminders {
    private static final Duration PAUSE = Duration.ofHours(1);
    /** Peers choose their AE titles: with more subjects than this, some are named more often than they need be. */
    private static final int MOST = 1_000;

    private final ConcurrentHashMap<String, Long> said = new ConcurrentHashMap<>();
    private final Duration pause;

    Reminders() {
        this(PAUSE);
    }

    Reminders(Duration pause) {
        this.pause = pause;
    }

    /** Whether it is time to say this (again); then it counts as said. */
    boolean isDue(String subject) {
        long now = System.nanoTime();
        if (said.size() >= MOST) {
            said.clear();
        }
        Long before = said.get(subject);
        boolean due = before == null || now - before >= pause.toNanos();
        if (due) {
            said.put(subject, now);
        }
        return due;
    }
}
