package org.lianzhen.gateway.postgres.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.backup.BackupFault;
import org.lianzhen.gateway.backup.BackupRecords;
import org.lianzhen.gateway.backup.BackupRun;
import org.lianzhen.gateway.backup.SetFacts;
import org.lianzhen.gateway.postgres.TestPostgres;

@Timeout(120)
class PostgresBackupRecordsIT {
    private static final Instant TIME = Instant.parse("2026-03-01T18:30:00Z");

    private final TestPostgres database = TestPostgres.migrated();
    private final BackupRecords records = new PostgresBackupRecords(database.pool());

    @AfterEach
    void close() {
        database.close();
    }

    private static SetFacts facts(UUID id) {
        return new SetFacts(id, "S", "X", new SetFacts.Span(TIME, TIME.plusSeconds(60)),
                new SetFacts.Moment("0/1", "0/2"), new BackupRun.Done(4, 3, 2, 1));
    }

    private BackupRecords.Latest latest() {
        return Await.result(records.latest());
    }

    @Test
    void tellsOfTheLastThatIsCompleteAndOfTheLast() throws IOException {
        assertThat(latest()).isEqualTo(new BackupRecords.Latest(null, null, false));
        UUID first = UUID.randomUUID();
        records.begin(first, "S", "/b");
        assertThat(latest()).isEqualTo(new BackupRecords.Latest(null, null, true));
        records.complete(facts(first), "/b");
        assertThat(latest().running()).isFalse();
        assertThat(latest().complete()).isEqualTo(latest().last()).satisfies(run -> {
            assertThat(run.endedAt()).isEqualTo(TIME.plusSeconds(60));
            assertThat(run.done()).isEqualTo(new BackupRun.Done(4, 3, 2, 1));
            assertThat(run.fault()).isNull();
        });
        UUID second = UUID.randomUUID();
        records.begin(second, "T", "/b");
        records.failed(second, BackupFault.NO_ROOM);
        assertThat(latest().last().fault()).isEqualTo(BackupFault.NO_ROOM);
        assertThat(latest().complete().id()).isEqualTo(first);
    }

    @Test
    void whatWasKilledHasFailedWhenTheNextBegins() throws IOException {
        records.begin(UUID.randomUUID(), "S", "/b");
        UUID next = UUID.randomUUID();
        records.begin(next, "T", "/b");
        records.complete(facts(next), "/b");
        assertThat(database.rows("select fault from backup_run order by begun_at").getFirst())
                .containsExactly("STOPPED");
        assertThat(latest().running()).isFalse();
    }

    @Test
    void aRestoredDatabaseLearnsThatItsBackupWasComplete() throws IOException {
        records.complete(facts(UUID.randomUUID()), "/b");
        assertThat(latest().complete().set()).isEqualTo("S");
    }

    @Test
    void tablesOfAnEarlierVersionRememberNothingAndCanBeCopied() throws IOException {
        database.rows("drop table backup_run");
        records.begin(UUID.randomUUID(), "S", "/b");
        records.failed(UUID.randomUUID(), BackupFault.DISK);
        assertThat(database.value("select to_regclass('backup_run')")).isNull();
    }
}
