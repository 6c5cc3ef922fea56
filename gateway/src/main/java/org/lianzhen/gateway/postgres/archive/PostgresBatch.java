package org.lianzhen.gateway.postgres.archive;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.lianzhen.gateway.archive.Acceptance;
import org.lianzhen.gateway.archive.ArchiveIndex;
import org.lianzhen.gateway.archive.IndexUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The two ways a batch of rows can end. */
final class PostgresBatch implements ArchiveIndex.Batch {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresBatch.class);

    private final Future<BatchTransaction> written;
    private final Duration commitLimit;

    PostgresBatch(Future<BatchTransaction> written, Duration commitLimit) {
        this.written = written;
        this.commitLimit = commitLimit;
    }

    @Override
    public CompletionStage<List<Acceptance>> commit() {
        return written.transform(rows -> rows.succeeded()
                ? commit(rows.result())
                : Future.<List<Acceptance>>failedFuture(unavailable(rows.cause(), false))).toCompletionStage();
    }

    private Future<List<Acceptance>> commit(BatchTransaction rows) {
        return rows.commit().timeout(commitLimit.toMillis(), TimeUnit.MILLISECONDS)
                .transform(ended -> ended.succeeded()
                        ? Future.succeededFuture(rows.acceptances())
                        : Future.failedFuture(unavailable(ended.cause(), true)));
    }

    @Override
    public void rollBack() {
        written.onSuccess(BatchTransaction::rollBack)
                .onFailure(fault -> LOG.debug("There is nothing to roll back", fault));
    }

    private static IndexUnavailableException unavailable(Throwable fault, boolean inDoubt) {
        return new IndexUnavailableException("the database did not take the rows: " + fault.getMessage(), inDoubt,
                fault);
    }
}
