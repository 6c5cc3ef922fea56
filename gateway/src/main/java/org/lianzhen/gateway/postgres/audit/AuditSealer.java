package org.lianzhen.gateway.postgres.audit;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings new events to the chain, every second. Every node has one; they take turns, and go on where a crash left off. */
public final class AuditSealer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AuditSealer.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int LIMIT_SECONDS = 20;

    private final Vertx vertx;
    private final Pool pool;
    private volatile boolean closed;
    private volatile boolean failing;

    private AuditSealer(Vertx vertx, Pool pool) {
        this.vertx = vertx;
        this.pool = pool;
    }

    public static AuditSealer start(Vertx vertx, Pool pool) {
        var sealer = new AuditSealer(vertx, pool);
        sealer.pause();
        return sealer;
    }

    private void pause() {
        vertx.setTimer(PAUSE.toMillis(), timer -> {
            if (!closed) {
                sealAll(pool).onComplete(ended -> {
                    note(ended.cause());
                    pause();
                });
            }
        });
    }

    private void note(@Nullable Throwable fault) {
        if (fault != null && !failing && !closed) {
            LOG.warn("New audit events are kept and not yet in their chain: {}", fault.getMessage());
            LOG.debug("Why", fault);
        }
        failing = fault != null;
    }

    /** Brings what waits at this moment to the chain, unless another node is about it. */
    public static CompletionStage<Void> seal(Pool pool) {
        return sealAll(pool).toCompletionStage();
    }

    private static Future<Void> sealAll(Pool pool) {
        Future<@Nullable Integer> batch = pool.withTransaction(SealTransaction::run);
        return batch.timeout(LIMIT_SECONDS, TimeUnit.SECONDS).map(sealed -> Objects.requireNonNull(sealed))
                .compose(sealed -> sealed == SealTransaction.LARGEST_BATCH ? sealAll(pool) : Future.succeededFuture());
    }

    @Override
    public void close() {
        closed = true;
    }
}
