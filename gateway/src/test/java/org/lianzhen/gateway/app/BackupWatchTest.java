package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.backup.BackupFault;
import org.lianzhen.gateway.backup.BackupRecords;
import org.lianzhen.gateway.backup.BackupRun;
import org.lianzhen.gateway.backup.SetFacts;
import org.lianzhen.gateway.http.operations.Health.Check;
import org.lianzhen.gateway.observe.Telemetry;

class BackupWatchTest {
    private static final Instant NOW = Instant.parse("2026-03-03T00:00:00Z");

    /** Says always the same. */
    private record Fixed(Latest latestOne) implements BackupRecords {
        @Override
        public void begin(UUID id, String set, String folder) {
            throw new AssertionError("nobody begins one");
        }

        @Override
        public void complete(SetFacts facts, String folder) {
            throw new AssertionError("nobody ends one");
        }

        @Override
        public void failed(UUID id, BackupFault fault) {
            throw new AssertionError("nobody ends one");
        }

        @Override
        public CompletionStage<Latest> latest() {
            return CompletableFuture.completedStage(latestOne);
        }
    }

    private static BackupRun run(Duration age, BackupFault fault, long damaged) {
        Instant ended = NOW.minus(age);
        return new BackupRun(UUID.randomUUID(), "S", "/b", ended.minusSeconds(90), ended, fault,
                new BackupRun.Done(7, 8, 1, damaged));
    }

    private static BackupWatch watch(BackupRun complete, BackupRun last, int days) {
        var watch = new BackupWatch(new Fixed(new BackupRecords.Latest(complete, last, false)), days,
                InstantSource.fixed(NOW));
        Await.result(watch.refresh());
        return watch;
    }

    private static Check check(BackupRun complete, BackupRun last, int days) {
        return watch(complete, last, days).check();
    }

    @Test
    void warnsWhenThereIsNoneOrItIsTooOld() {
        BackupRun old = run(Duration.ofDays(2).plusSeconds(1), null, 0);
        BackupRun young = run(Duration.ofDays(2), null, 0);
        assertThat(check(null, null, 2)).isEqualTo(Check.warning("backup", "backup.none"));
        assertThat(check(null, null, 0)).as("nobody misses one").isEqualTo(Check.up("backup"));
        assertThat(check(old, old, 2)).isEqualTo(Check.warning("backup", "backup.old", "2026-02-28T23:59:59Z", "2"));
        assertThat(check(old, old, 0)).isEqualTo(Check.up("backup"));
        assertThat(check(young, young, 2)).isEqualTo(Check.up("backup"));
    }

    @Test
    void warnsWhenTheLastFailedThoughAnotherIsThere() {
        assertThat(check(run(Duration.ofHours(20), null, 0), run(Duration.ofHours(1), BackupFault.NO_ROOM, 0), 2))
                .isEqualTo(Check.warning("backup", "backup.failed.NO_ROOM", "2026-03-02T23:00:00Z"));
    }

    @Test
    void warnsOfDamagedImages() {
        BackupRun run = run(Duration.ofHours(1), null, 3);
        assertThat(check(run, run, 2)).isEqualTo(Check.warning("backup", "backup.damaged", "3"));
    }

    @Test
    void isMeasured() {
        try (var telemetry = new Telemetry()) {
            BackupRun run = run(Duration.ofHours(1), null, 0);
            BackupWatch watch = watch(run, run, 2);
            watch.measure(telemetry);
            assertThat(watch.figures()).containsEntry("backup.complete.objects", 7L)
                    .containsEntry("backup.complete.seconds", NOW.minusSeconds(3600).getEpochSecond())
                    .containsEntry("backup.failed", 0L);
            assertThat(telemetry.scrape()).contains("lianzhen_backup_complete_objects 7.0",
                    "lianzhen_backup_complete_bytes 8.0", "lianzhen_backup_complete_duration 90.0",
                    "lianzhen_backup_failed 0.0", "lianzhen_backup_running 0.0");
        }
    }
}
