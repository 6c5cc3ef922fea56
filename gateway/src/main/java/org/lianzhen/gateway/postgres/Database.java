package org.lianzhen.gateway.postgres;

import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Opens pools of connections. */
public final class Database {
    private static final int CONNECTIONS = 16;
    private static final int MOST_WAITING = 1000;
    private static final int PIPELINED = 64;
    private static final int CACHED_STATEMENTS = 256;
    /** Characters of SQL; what is longer than the client's own limit of 2,048 would be parsed and planned each time. */
    private static final int LONGEST_CACHED = 32 * 1024;
    /** Waiting for a connection, and for the server to be reached at all; shorter than anybody waits for an answer. */
    private static final int CONNECT_SECONDS = 2;

    private Database() {}

    /** Whether the database answers now; completed within seconds, never exceptionally. */
    public static CompletionStage<Boolean> answers(Pool pool) {
        return pool.query("select 1").execute().timeout(CONNECT_SECONDS, TimeUnit.SECONDS).map(true)
                .otherwise(false).toCompletionStage();
    }

    /** A pool for {@code address}; it connects when it is first used, and again when the server has been away. */
    public static Pool pool(Vertx vertx, DatabaseAddress address) {
        PgConnectOptions connect = new PgConnectOptions().setHost(address.host()).setPort(address.port())
                .setDatabase(address.database()).setUser(address.user()).setPassword(address.password())
                .setCachePreparedStatements(true).setPreparedStatementCacheMaxSize(CACHED_STATEMENTS)
                .setPreparedStatementCacheSqlLimit(LONGEST_CACHED)
                .setPipeliningLimit(PIPELINED).addProperty("application_name", "lianzhen");
        connect.setReconnectAttempts(0);
        PoolOptions pool = new PoolOptions().setMaxSize(CONNECTIONS).setMaxWaitQueueSize(MOST_WAITING)
                .setConnectionTimeout(CONNECT_SECONDS).setConnectionTimeoutUnit(TimeUnit.SECONDS);
        return PgBuilder.pool().with(pool).connectingTo(connect).using(vertx).build();
    }

    /**
     * Blocks until {@code pool} reaches its server: on a machine where everything starts at once the first connection takes
     * longer than anybody waits for later.
     *
     * @throws IOException if it does not within {@code limit}
     */
    public static void awaitFirst(Pool pool, Duration limit) throws IOException {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            try {
                pool.query("select 1").execute().toCompletionStage().toCompletableFuture().join();
                return;
            } catch (CompletionException e) {
                if (System.nanoTime() > end) {
                    throw new IOException("The database does not answer: " + e.getMessage(), e);
                }
            }
        }
    }
}
