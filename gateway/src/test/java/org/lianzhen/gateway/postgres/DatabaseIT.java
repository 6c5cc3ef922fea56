package org.lianzhen.gateway.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

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
}
