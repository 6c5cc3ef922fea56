package org.lianzhen.gateway.postgres.archive;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.TransactionRollbackException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.lianzhen.gateway.archive.Acceptance;
import org.lianzhen.gateway.archive.ArchiveIndex;
import org.lianzhen.gateway.archive.IndexUnavailableException;
import org.lianzhen.gateway.archive.IndexUnavailableException.Rows;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The two ways a batch of rows can end. Rows that are written after their time is up are rolled back: nobody waits for them
 * any more, and an open transaction would keep the next batch of the same studies waiting.
 */
final class PostgresBatch implements ArchiveIndex.Batch {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresBatch.class);
    /** Classes of SQLSTATE that speak of the rows: wrong data, broken rules, too large. */
    private static final Set<String> ROWS_AT_FAULT = Set.of("22", "23", "54");

    private final Promise<BatchTransaction> written = Promise.promise();
    private final Duration limit;

    /** @param limit for writing the rows, and for committing them */
    PostgresBatch(Future<BatchTransaction> opened, Duration limit) {
        this.limit = limit;
        opened.onSuccess(this::take).timeout(limit.toMillis(), TimeUnit.MILLISECONDS).onFailure(written::tryFail);
    }

    private void take(BatchTransaction rows) {
        if (!written.tryComplete(rows)) {
            LOG.warn("The database was too late with a batch of rows, which are rolled back");
            rows.rollBack();
        }
    }

    @Override
    public CompletionStage<List<Acceptance>> commit() {
        return written.future().transform(rows -> rows.succeeded()
                ? commit(rows.result())
                : Future.<List<Acceptance>>failedFuture(unavailable(rows.cause(), refusal(rows.cause()))))
                .toCompletionStage();
    }

    private Future<List<Acceptance>> commit(BatchTransaction rows) {
        return rows.commit().timeout(limit.toMillis(), TimeUnit.MILLISECONDS)
                .transform(ended -> ended.succeeded()
                        ? Future.succeededFuture(rows.acceptances())
                        : Future.failedFuture(unavailable(ended.cause(), unlessRolledBack(ended.cause()))));
    }

    @Override
    public void rollBack() {
        written.future().onSuccess(BatchTransaction::rollBack)
                .onFailure(fault -> LOG.debug("There is nothing to roll back", fault));
    }

    private static Rows refusal(Throwable fault) {
        return fault instanceof PgException said && said.getSqlState() != null
                && ROWS_AT_FAULT.contains(said.getSqlState().substring(0, 2)) ? Rows.REFUSED : Rows.LOST;
    }

    private static Rows unlessRolledBack(Throwable fault) {
        return fault instanceof TransactionRollbackException ? Rows.LOST : Rows.IN_DOUBT;
    }

    private static IndexUnavailableException unavailable(Throwable fault, Rows rows) {
        return new IndexUnavailableException("the database did not take the rows: " + fault.getMessage(), rows, fault);
    }
}
