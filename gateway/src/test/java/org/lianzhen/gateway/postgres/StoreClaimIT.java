package org.lianzhen.gateway.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lianzhen.dicom.service.Await;

@Timeout(60)
class StoreClaimIT {
    private static final Duration SHORT = Duration.ofMillis(100);
    private static final String HOLDERS = "select pid from pg_locks where locktype = 'advisory' and granted "
            + "and database = (select oid from pg_database where datname = current_database())";

    private final Vertx vertx = Vertx.vertx();
    private final TestPostgres database = TestPostgres.empty();
    private Pool other;

    @BeforeEach
    void connect() {
        other = Database.pool(vertx, database.address());
        Await.until("there is a connection", () -> Database.answers(other).toCompletableFuture().join());
        Await.until("there is another", () -> Database.answers(database.pool()).toCompletableFuture().join());
    }

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
        database.close();
    }

    @Test
    void isForOneAtATime() throws Exception {
        try (StoreClaim first = StoreClaim.take(database.pool(), SHORT)) {
            assertThatThrownBy(() -> StoreClaim.take(other, SHORT)).isInstanceOf(StoreClaim.TakenException.class);
            done(first.renew().toCompletableFuture());
        }
        StoreClaim.take(other, Duration.ofSeconds(20)).close();
    }

    @Test
    void isForOneInEachDatabase() throws Exception {
        try (TestPostgres elsewhere = TestPostgres.empty(); StoreClaim ours = StoreClaim.take(database.pool(), SHORT)) {
            Await.until("it answers", () -> Database.answers(elsewhere.pool()).toCompletableFuture().join());
            try (StoreClaim theirs = StoreClaim.take(elsewhere.pool(), SHORT)) {
                assertThat(theirs).isNotSameAs(ours);
            }
        }
    }

    @Test
    void waitsForAnotherThatIsAboutToEnd() throws Exception {
        StoreClaim first = StoreClaim.take(database.pool(), SHORT);
        CompletableFuture<StoreClaim> second = CompletableFuture.supplyAsync(() -> {
            try {
                return StoreClaim.take(other, Duration.ofSeconds(30));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }, work -> Thread.ofVirtual().start(work));
        Await.until("it waits", () -> database.rows("select 1 from pg_locks where not granted").size() == 1);
        first.close();
        done(second).close();
    }

    @Test
    void isTakenAnewAfterTheConnectionWasLost() throws Exception {
        try (StoreClaim claim = StoreClaim.take(other, SHORT)) {
            Object before = holder();
            database.rows("select pg_terminate_backend(" + before + ")");
            Await.until("it is ours again", () -> {
                claim.renew().exceptionally(fault -> null).toCompletableFuture().join();
                List<List<Object>> holders = database.rows(HOLDERS);
                return holders.size() == 1 && !holders.getFirst().getFirst().equals(before);
            });
        }
    }

    @Test
    void saysThatAnotherHasTakenItMeanwhile() throws Exception {
        try (StoreClaim lost = StoreClaim.take(other, SHORT)) {
            database.rows("select pg_terminate_backend(" + holder() + ")");
            try (StoreClaim theirs = StoreClaim.take(database.pool(), Duration.ofSeconds(20))) {
                Await.until("it is known", () -> lost.renew().handle((done, fault) -> fault)
                        .toCompletableFuture().join() instanceof StoreClaim.TakenException);
                done(theirs.renew().toCompletableFuture());
            }
        }
    }

    @Test
    void saysThatTheDatabaseDoesNotAnswer() {
        try (TestPostgres nobody = TestPostgres.unreachable()) {
            assertThatThrownBy(() -> StoreClaim.take(nobody.pool(), SHORT)).isInstanceOf(IOException.class)
                    .isNotInstanceOf(StoreClaim.TakenException.class);
        }
    }

    private Object holder() {
        return database.value(HOLDERS);
    }

    private static <T> T done(CompletableFuture<T> future) throws Exception {
        return future.get(30, TimeUnit.SECONDS);
    }
}
