package org.lianzhen.gateway.postgres.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.archive.Acceptance;
import org.lianzhen.gateway.archive.ArchiveIndex;
import org.lianzhen.gateway.archive.IndexUnavailableException;
import org.lianzhen.gateway.archive.IndexUnavailableException.Rows;
import org.lianzhen.gateway.postgres.TestPostgres;

/** A database that answers too late, and one that refuses in the middle of a batch. */
@Timeout(60)
class LateDatabaseIT {
    private TestPostgres database;
    private PostgresArchiveIndex index;

    @BeforeEach
    void open() throws IOException {
        database = TestPostgres.migrated();
        index = new PostgresArchiveIndex(database.pool());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void rowsThatAreWrittenTooLateAreRolledBackAndHinderNobody() {
        SqlConnection other = get(database.pool().getConnection());
        Transaction holding = get(other.begin());
        get(other.query("lock table patient in access exclusive mode").execute());

        assertRefused(Rows.LOST, commit("1"));
        get(holding.rollback());
        get(other.close());

        Await.until("the late transaction has ended", () -> database.value("select count(*) from pg_stat_activity "
                + "where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle'").equals(0L));
        assertThat(database.value("select count(*) from instance")).isEqualTo(0L);
        assertThat(commit("1").join()).containsExactly(new Acceptance.Stored());
    }

    @Test
    void aCommitThatIsNotAnsweredIsInDoubtAndTheNextStartWaitsForItsEnd() {
        database.rows("create function slow() returns trigger language plpgsql as "
                + "'begin perform pg_sleep(5); return null; end'");
        database.rows("create constraint trigger slow after insert on arrival deferrable initially deferred "
                + "for each row execute function slow()");

        assertRefused(Rows.IN_DOUBT, commit("1"));
        assertThat(known("object-1")).as("it was committed after all").containsExactly("object-1");
    }

    @Test
    void aBatchThatFailsInItsMiddleLeavesNothing() {
        assertThat(commit("1").join()).containsExactly(new Acceptance.Stored());
        database.rows("create function refuse() returns trigger language plpgsql as "
                + "'begin raise exception using errcode = ''53100'', message = ''disk full''; end'");
        database.rows("create trigger refuse before insert on arrival for each row execute function refuse()");
        assertRefused(Rows.LOST, commit("2"));
        assertThat(database.rows("select sop_instance_uid from instance")).containsExactly(List.of("1"));

        database.rows("drop trigger refuse on arrival");
        assertThat(commit("2").join()).containsExactly(new Acceptance.Stored());
    }

    @Test
    void rowsThatCannotBeAreToldFromADatabaseThatIsAway() {
        database.rows("alter table patient add check (patient_id <> 'P9')");
        ArchiveIndex.Batch unwanted = index.begin(List.of(SampleInstance.of("1").patient("P9").indexed()));
        assertRefused(Rows.REFUSED, unwanted.commit().toCompletableFuture());
        try (TestPostgres away = TestPostgres.unreachable()) {
            var nowhere = new PostgresArchiveIndex(away.pool());
            assertRefused(Rows.LOST,
                    nowhere.begin(List.of(SampleInstance.of("1").indexed())).commit().toCompletableFuture());
        }
    }

    private CompletableFuture<List<Acceptance>> commit(String uid) {
        return index.begin(List.of(SampleInstance.of(uid).indexed())).commit().toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS);
    }

    private Set<String> known(String key) {
        return index.known(List.of(key)).toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }

    private static void assertRefused(Rows rows, CompletableFuture<List<Acceptance>> commit) {
        assertThatThrownBy(commit::join).cause().isInstanceOfSatisfying(IndexUnavailableException.class,
                fault -> assertThat(fault.rows()).isEqualTo(rows));
    }

    private static <T> T get(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
