package org.lianzhen.gateway.app;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.backup.BackupRecords;
import org.lianzhen.gateway.backup.BackupRecords.Latest;
import org.lianzhen.gateway.backup.BackupRun;
import org.lianzhen.gateway.http.operations.Health.Check;
import org.lianzhen.gateway.observe.Telemetry;

/** Knows how the last backup ended, and says when that is nothing to rely on. */
final class BackupWatch {
    private static final String NAME = "backup";
    private static final Latest UNKNOWN = new Latest(null, null, false);

    private final BackupRecords records;
    private final int warnDays;
    private final InstantSource clock;
    private volatile Latest latest = UNKNOWN;

    /** @param warnDays after which the last backup is too old; 0 is never, and nobody misses one */
    BackupWatch(BackupRecords records, int warnDays, InstantSource clock) {
        this.records = records;
        this.warnDays = warnDays;
        this.clock = clock;
    }

    /** Looks at the records. */
    CompletionStage<Integer> refresh() {
        return records.latest().thenApply(now -> {
            latest = now;
            return 0;
        });
    }

    void measure(Telemetry telemetry) {
        telemetry.gauge("lianzhen.backup.complete.seconds",
                "When the last complete backup ended, since 1970; 0 when there is none",
                () -> complete(run -> ended(run).getEpochSecond()));
        telemetry.gauge("lianzhen.backup.complete.objects", "Images in it",
                () -> complete(run -> run.done().objects()));
        telemetry.gauge("lianzhen.backup.complete.bytes", "Bytes of its images",
                () -> complete(run -> run.done().bytes()));
        telemetry.gauge("lianzhen.backup.complete.damaged", "Images that were damaged when it was taken",
                () -> complete(run -> run.done().damaged()));
        telemetry.gauge("lianzhen.backup.complete.duration", "Seconds that it took",
                () -> complete(run -> Duration.between(run.begunAt(), ended(run)).toSeconds()));
        telemetry.gauge("lianzhen.backup.failed", "1 when the last backup failed", () -> hasFailed() ? 1 : 0);
        telemetry.gauge("lianzhen.backup.running", "1 while a backup is taken", () -> latest.running() ? 1 : 0);
    }

    /** What is told of a backup. */
    private interface Figure {
        long of(BackupRun run);
    }

    private long complete(Figure figure) {
        BackupRun run = latest.complete();
        return run == null ? 0 : figure.of(run);
    }

    private boolean hasFailed() {
        BackupRun last = latest.last();
        return last != null && last.fault() != null;
    }

    private static Instant ended(BackupRun run) {
        Instant ended = run.endedAt();
        return ended == null ? run.begunAt() : ended;
    }

    /** The same for people, by name. */
    Map<String, Long> figures() {
        Map<String, Long> figures = new LinkedHashMap<>();
        figures.put("backup.complete.seconds", complete(run -> ended(run).getEpochSecond()));
        figures.put("backup.complete.objects", complete(run -> run.done().objects()));
        figures.put("backup.complete.bytes", complete(run -> run.done().bytes()));
        figures.put("backup.failed", hasFailed() ? 1L : 0L);
        figures.put("backup.running", latest.running() ? 1L : 0L);
        return figures;
    }

    /** How it stands. */
    Check check() {
        Latest now = latest;
        BackupRun complete = now.complete();
        BackupRun last = now.last();
        if (last != null && last.fault() != null) {
            return Check.warning(NAME, "backup.failed." + last.fault(), ended(last).toString());
        }
        if (complete != null && complete.done().damaged() > 0) {
            return Check.warning(NAME, "backup.damaged", String.valueOf(complete.done().damaged()));
        }
        if (warnDays > 0 && complete == null) {
            return Check.warning(NAME, "backup.none");
        }
        if (warnDays > 0 && complete != null
                && ended(complete).plus(Duration.ofDays(warnDays)).isBefore(clock.instant())) {
            return Check.warning(NAME, "backup.old", ended(complete).toString(), String.valueOf(warnDays));
        }
        return Check.up(NAME);
    }
}
