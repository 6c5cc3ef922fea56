package org.lianzhen.gateway.postgres.archive;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.lianzhen.gateway.postgres.Database;

/** Runs what somebody waits for as one transaction, in limited time. */
final class Transactions {
    private static final int LIMIT_SECONDS = 20;

    private Transactions() {}

    /** @return as {@link Database#answered} has it */
    static <T> CompletionStage<T> in(Pool pool, Function<SqlConnection, Future<T>> work) {
        Future<T> done = pool.withTransaction(connection -> connection.preparedQuery(Statements.LIMITS)
                .execute(Tuple.tuple()).compose(limited -> work.apply(connection)));
        return Database.answered(done, LIMIT_SECONDS).toCompletionStage();
    }
}
