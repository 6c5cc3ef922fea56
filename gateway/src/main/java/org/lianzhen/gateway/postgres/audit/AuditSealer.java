package org.lianzhen.gateway.postgres.audit;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Brings new events to the chain. Every node does; they take turns, and go on where a crash left off. */
public final class AuditSealer {
    private static final int LIMIT_SECONDS = 20;

    private AuditSealer() {}

    /** Brings what waits at this moment to the chain, unless another node is about it. */
    public static CompletionStage<Void> seal(Pool pool) {
        return sealAll(pool).toCompletionStage();
    }

    private static Future<Void> sealAll(Pool pool) {
        Future<@Nullable Integer> batch = pool.withTransaction(SealTransaction::run);
        return batch.timeout(LIMIT_SECONDS, TimeUnit.SECONDS).map(sealed -> Objects.requireNonNull(sealed))
                .compose(sealed -> sealed == SealTransaction.LARGEST_BATCH ? sealAll(pool) : Future.succeededFuture());
    }
}
