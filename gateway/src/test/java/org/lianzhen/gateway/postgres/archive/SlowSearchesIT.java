package org.lianzhen.gateway.postgres.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.dicom.service.QueryLevel;
import org.lianzhen.gateway.archive.Acceptance;
import org.lianzhen.gateway.archive.Condition;
import org.lianzhen.gateway.archive.Search;
import org.lianzhen.gateway.postgres.TestPostgres;

/** Searches that take too long, on every connection there is for them. */
class SlowSearchesIT {
    private static final int CONNECTIONS = 16;
    private static final String UNDER_WAY = """
            select count(*) from pg_stat_activity where datname = current_database() and state = 'active'
                and query like '%patient_identifier%' and pid <> pg_backend_pid()""";

    private TestPostgres database;
    private Pool searches;
    private Pool arrivals;
    private SqlConnection locker;

    @BeforeEach
    void open() throws IOException {
        database = TestPostgres.migrated();
        searches = database.pool(Duration.ofSeconds(3));
        arrivals = database.arrivals();
        locker = database.pool().getConnection().toCompletionStage().toCompletableFuture().join();
    }

    @AfterEach
    void close() {
        for (Pool pool : List.of(searches, arrivals)) {
            pool.close().toCompletionStage().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
        }
        locker.close();
        database.close();
    }

    private void sql(String text) {
        locker.query(text).execute().toCompletionStage().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }

    private long underWay() {
        return (long) database.value(UNDER_WAY);
    }

    @Test
    void keepNoInstanceFromBeingTakenAndAreEndedByTheServer() {
        sql("begin");
        sql("lock table patient_identifier in access exclusive mode");
        var archive = new PostgresArchiveSearch(searches);
        var search = new Search(QueryLevel.STUDY, List.of(new Condition.OneOf(Tag.PatientID, List.of("P1"))),
                Set.of("TS1"), new Search.Page(0, 10));
        List<CompletableFuture<List<DataSet>>> slow = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            slow.add(archive.find(search).toCompletableFuture());
        }
        Await.until("every connection is taken", () -> underWay() == CONNECTIONS);

        List<Acceptance> taken = new PostgresArchiveIndex(arrivals).begin(List.of(SampleInstance.of("1").indexed()))
                .commit().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
        assertThat(taken).containsExactly(new Acceptance.Stored());

        Await.until("none is under way", () -> underWay() == 0);
        assertThat(slow).allSatisfy(one -> assertThat(one).failsWithin(Duration.ofSeconds(20)));
        sql("rollback");
        assertThat(archive.find(search).toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join()).hasSize(1);
    }

    @Test
    void mayTakeAsLongAsSomebodyWaitsForThem() {
        assertThat(database.value("show statement_timeout")).isEqualTo("30s");
    }
}
