package org.lianzhen.gateway.postgres.audit;

import io.vertx.core.AsyncResult;
import io.vertx.sqlclient.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.audit.AuditLog;
import org.lianzhen.gateway.audit.AuditUnavailableException;

/** Keeps events in PostgreSQL. What comes while a batch is being written is the next batch, so one connection is enough. */
public final class PostgresAuditLog implements AuditLog {
    private static final int MOST_WAITING = 10_000;
    private static final int LARGEST_BATCH = 500;
    private static final int LIMIT_SECONDS = 5;

    private final Pool pool;
    private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(MOST_WAITING);
    private final AtomicBoolean writing = new AtomicBoolean();

    private record Waiting(AuditEvent event, CompletableFuture<Void> kept) {}

    public PostgresAuditLog(Pool pool) {
        this.pool = pool;
    }

    @Override
    public CompletionStage<Void> append(AuditEvent event) {
        var waiting = new Waiting(event, new CompletableFuture<>());
        if (!queue.offer(waiting)) {
            return CompletableFuture.failedStage(new AuditUnavailableException("too many events wait", null));
        }
        write();
        return waiting.kept();
    }

    private void write() {
        if (queue.isEmpty() || !writing.compareAndSet(false, true)) {
            return;
        }
        List<Waiting> batch = new ArrayList<>();
        queue.drainTo(batch, LARGEST_BATCH);
        AuditRows.insert(pool, batch.stream().map(Waiting::event).toList()).timeout(LIMIT_SECONDS, TimeUnit.SECONDS)
                .onComplete(ended -> {
                    writing.set(false);
                    tell(ended, batch);
                    write();
                });
    }

    /** Those who wait behind a batch that failed hear it too, instead of waiting as long for the same. */
    private void tell(AsyncResult<Void> ended, List<Waiting> batch) {
        if (ended.succeeded()) {
            batch.forEach(one -> one.kept().complete(null));
            return;
        }
        queue.drainTo(batch);
        var fault = new AuditUnavailableException("events could not be kept: " + ended.cause().getMessage(),
                ended.cause());
        batch.forEach(one -> one.kept().completeExceptionally(fault));
    }
}
