package org.lianzhen.gateway.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.lianzhen.gateway.archive.IndexUnavailableException;
import org.lianzhen.gateway.postgres.member.PostgresMemberStore;
import org.lianzhen.gateway.postgres.patient.PostgresPatientIndex;

class DatabaseIT {

    @Test
    void waitsForTheFirstConnection() throws IOException {
        try (TestPostgres database = TestPostgres.empty()) {
            Database.awaitFirst(database.pool(), Duration.ofMinutes(1));
            assertThat(database.value("select 1")).isEqualTo(1);
        }
    }

    @Test
    void doesNotWaitForEver() {
        try (TestPostgres away = TestPostgres.unreachable()) {
            assertThatThrownBy(() -> Database.awaitFirst(away.pool(), Duration.ofMillis(300)))
                    .isInstanceOf(IOException.class).hasMessageContaining("does not answer");
        }
    }

    /** A statement as long as that of a batch is prepared once a connection, and not parsed again each time. */
    @Test
    void keepsLongStatementsPrepared() {
        String sql = "select 1 /* " + "long ".repeat(1000) + "*/";
        try (TestPostgres database = TestPostgres.empty()) {
            assertThat(database.pool()
                    .withConnection(connection -> connection.preparedQuery(sql).execute()
                            .compose(once -> connection.preparedQuery(sql).execute())
                            .compose(twice -> connection
                                    .query("select count(*) from pg_prepared_statements where statement like '%long%'")
                                    .execute()))
                    .map(rows -> rows.iterator().next().getLong(0))
                    .toCompletionStage().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS)
                    .join()).isEqualTo(1L);
        }
    }

    @Test
    void tellsAServerThatIsAwayFromAQuestionThatIsWrong() {
        try (TestPostgres away = TestPostgres.unreachable(); TestPostgres database = TestPostgres.empty()) {
            assertThat(cause(Database.answered(away.pool().query("select 1").execute(), 20)))
                    .isInstanceOf(IndexUnavailableException.class);
            assertThat(cause(Database.answered(database.pool().query("select pg_sleep(20)").execute(), 1)))
                    .isInstanceOf(IndexUnavailableException.class);
            assertThat(cause(Database.answered(database.pool().query("select nothing").execute(), 20)))
                    .isInstanceOf(PgException.class);
            assertThat(cause(Database.answered(database.pool().query("select 1 / 0").execute(), 20)))
                    .isInstanceOf(PgException.class);
        }
    }

    @Test
    void patientsAndMembersTellThatTheDatabaseIsAway() {
        try (TestPostgres away = TestPostgres.unreachable()) {
            assertThat(cause(Future.fromCompletionStage(new PostgresPatientIndex(away.pool())
                    .visible(Set.of(new UUID(1, 1)), Set.of("TS1"))))).isInstanceOf(IndexUnavailableException.class);
            assertThat(cause(Future.fromCompletionStage(new PostgresMemberStore(away.pool()).newest())))
                    .isInstanceOf(IndexUnavailableException.class);
        }
    }

    private static Throwable cause(Future<?> answer) {
        var told = new CompletableFuture<Throwable>();
        answer.onComplete(done -> told.complete(done.cause()));
        return told.orTimeout(30, TimeUnit.SECONDS).join();
    }
}
