package org.lianzhen.gateway.postgres.backup;

import io.vertx.core.Future;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.backup.BackupException;

/** Waits for answers of the database, on a thread that may. */
final class Waited {
    private Waited() {}

    /** @throws BackupException that says what the database did not do, also when the thread is interrupted */
    static <T extends @Nullable Object> T of(Future<T> answer, Duration limit) throws IOException {
        try {
            return answer.toCompletionStage().toCompletableFuture().get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw BackupException.database(String.valueOf(e.getCause()), e);
        } catch (TimeoutException e) {
            throw BackupException.database("no answer within " + limit.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw BackupException.stopped(e);
        }
    }
}
