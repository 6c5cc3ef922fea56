package org.lianzhen.gateway.postgres;

import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * That one gateway alone keeps the objects of a database in its folder: two with a folder each would give different objects the
 * same key. A lock of one connection, so that it ends with the process however that ends.
 */
public final class StoreClaim implements AutoCloseable {
    private static final long KEY = 0x4C69616E7A68656EL;
    private static final String LOCK_TIMED_OUT = "55P03";
    private static final int ANSWER_SECONDS = 2;
    /** A machine that is gone for good is found out within twelve seconds rather than two hours. */
    private static final String NOTICE_LOSS = "set tcp_keepalives_idle = 5; set tcp_keepalives_interval = 2; "
            + "set tcp_keepalives_count = 3; ";

    private final Pool pool;
    private final Duration patience;
    private volatile @Nullable SqlConnection holder;

    /** Somebody else has the claim. */
    public static final class TakenException extends IOException {
        private static final long serialVersionUID = 1L;

        TakenException(Throwable cause) {
            super("another gateway keeps objects for this database", cause);
        }
    }

    private StoreClaim(Pool pool, Duration patience) {
        this.pool = pool;
        this.patience = patience;
    }

    /**
     * Takes the claim. Blocks.
     *
     * @param patience with one who has it, and may be a process that has just been killed
     * @throws TakenException when another has it all the same
     * @throws IOException when the database does not answer
     */
    public static StoreClaim take(Pool pool, Duration patience) throws IOException {
        var claim = new StoreClaim(pool, patience);
        try {
            claim.renew().toCompletableFuture().join();
            return claim;
        } catch (CompletionException e) {
            throw e.getCause() instanceof IOException fault ? fault
                    : new IOException("The database does not answer: " + e.getMessage(), e);
        }
    }

    /** Sees whether the claim is still ours, and takes it anew when the connection was lost; to be called again and again. */
    public CompletionStage<@Nullable Void> renew() {
        SqlConnection held = holder;
        return (held == null ? acquire() : check(held)).toCompletionStage();
    }

    private Future<@Nullable Void> check(SqlConnection held) {
        return held.query("select 1").execute().timeout(ANSWER_SECONDS, TimeUnit.SECONDS).<@Nullable Void>mapEmpty()
                .onFailure(fault -> {
                    holder = null;
                    held.close();
                });
    }

    private Future<@Nullable Void> acquire() {
        return pool.getConnection().compose(connection -> lock(connection)
                .onSuccess(locked -> holder = connection).onFailure(fault -> connection.close()));
    }

    private Future<@Nullable Void> lock(SqlConnection connection) {
        String sql = NOTICE_LOSS + "set lock_timeout = " + patience.toMillis() + "; select pg_advisory_lock(" + KEY
                + ")";
        return connection.query(sql).execute().timeout(patience.toSeconds() + ANSWER_SECONDS, TimeUnit.SECONDS)
                .<@Nullable Void>mapEmpty()
                .recover(fault -> Future.failedFuture(isTaken(fault) ? new TakenException(fault) : fault));
    }

    private static boolean isTaken(Throwable fault) {
        return fault instanceof PgException said && LOCK_TIMED_OUT.equals(said.getSqlState());
    }

    /** Lets another gateway have it. */
    @Override
    public void close() {
        SqlConnection held = holder;
        holder = null;
        if (held != null) {
            held.query("select pg_advisory_unlock(" + KEY + ")").execute().eventually(held::close);
        }
    }
}
