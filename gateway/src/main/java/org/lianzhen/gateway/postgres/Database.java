package org.lianzhen.gateway.postgres;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.DatabaseException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.archive.IndexUnavailableException;
import org.lianzhen.gateway.archive.IndexUnavailableException.Rows;
import org.lianzhen.gateway.audit.PseudonymKey;
import org.lianzhen.gateway.audit.PseudonymKeys;

/** Opens pools of connections. */
public final class Database {
    private static final int CONNECTIONS = 16;
    /** A store has one batch at work; others may be rows that came too late and are being rolled back. */
    private static final int CONNECTIONS_OF_ARRIVALS = 6;
    /** Nobody waits longer than this for what a statement answers; one that goes on would keep its connection from others. */
    private static final Duration LONGEST_STATEMENT = Duration.ofSeconds(30);
    /** Of a connection: so long a key of pseudonyms is used that another has taken the place of. */
    private static final Duration LIFE = Duration.ofMinutes(5);
    private static final int MOST_WAITING = 1000;
    private static final int PIPELINED = 64;
    private static final int CACHED_STATEMENTS = 256;
    /** Characters of SQL; what is longer than the client's own limit of 2,048 would be parsed and planned each time. */
    private static final int LONGEST_CACHED = 32 * 1024;
    /** Waiting for a connection, and for the server to be reached at all; shorter than anybody waits for an answer. */
    private static final int CONNECT_SECONDS = 2;
    /** Classes of SQLSTATE: data that do not fit, constraints, what is no SQL. */
    private static final Set<String> FAULTS_OF_QUESTIONS = Set.of("22", "23", "42");

    private Database() {}

    /** Whether the database answers now; completed within seconds, never exceptionally. */
    public static CompletionStage<Boolean> answers(Pool pool) {
        return pool.query("select 1").execute().timeout(CONNECT_SECONDS, TimeUnit.SECONDS).map(true)
                .otherwise(false).toCompletionStage();
    }

    /**
     * What the database answers to somebody who waits for it. Faults that are in the question stay as they are.
     *
     * @return failed with {@link IndexUnavailableException} when it does not answer in time; then a change may have been made or not
     */
    public static <T extends @Nullable Object> Future<T> answered(Future<T> answer, int seconds) {
        return answer.timeout(seconds, TimeUnit.SECONDS).recover(fault -> Future.failedFuture(isOurs(fault) ? fault
                : new IndexUnavailableException("the database did not answer: " + fault.getMessage(), Rows.IN_DOUBT,
                        fault)));
    }

    private static boolean isOurs(Throwable fault) {
        return fault instanceof DatabaseException said && said.getSqlState() != null
                && FAULTS_OF_QUESTIONS.contains(said.getSqlState().substring(0, 2));
    }

    /** A pool for {@code address}; it connects when it is first used, and again when the server has been away. */
    public static Pool pool(Vertx vertx, DatabaseAddress address) {
        return pool(vertx, address, CONNECTIONS, LONGEST_STATEMENT);
    }

    /** @param keys with which its connections name patients in the audit log; null when they do not */
    public static Pool pool(Vertx vertx, DatabaseAddress address, @Nullable PseudonymKeys keys) {
        return keyed(vertx, options(address, LONGEST_STATEMENT), keys, living(CONNECTIONS, LIFE));
    }

    /** A small pool for nothing but what arrives, so that no search, however slow, keeps an instance from being taken. */
    public static Pool arrivals(Vertx vertx, DatabaseAddress address, @Nullable PseudonymKeys keys) {
        return keyed(vertx, options(address, LONGEST_STATEMENT), keys, living(CONNECTIONS_OF_ARRIVALS, LIFE));
    }

    /**
     * The same as {@link #pool(Vertx, DatabaseAddress, PseudonymKeys)}.
     *
     * @param life of a connection, and so how long a former key is used
     */
    static Pool pool(Vertx vertx, DatabaseAddress address, PseudonymKeys keys, Duration life) {
        return keyed(vertx, options(address, LONGEST_STATEMENT), keys, living(CONNECTIONS, life));
    }

    /** Connections are opened anew from time to time, and take along the key in force then. */
    private static Pool keyed(Vertx vertx, PgConnectOptions connect, @Nullable PseudonymKeys keys, PoolOptions size) {
        return keys == null ? pool(vertx, connect, size)
                : PgBuilder.pool().with(size)
                        .connectingTo(() -> Future.succeededFuture(keyed(connect, keys.get()))).using(vertx).build();
    }

    private static PgConnectOptions keyed(PgConnectOptions connect, PseudonymKey key) {
        return new PgConnectOptions(connect).addProperty("lianzhen.pseudonym_inner", key.inner())
                .addProperty("lianzhen.pseudonym_outer", key.outer());
    }

    /**
     * One connection for long work, which ends with all that it has under way when it is closed.
     *
     * @param longest after which the server gives up a statement
     */
    public static Pool lone(Vertx vertx, DatabaseAddress address, Duration longest) {
        return pool(vertx, address, 1, longest);
    }

    /** @param longest after which the server gives up a statement */
    static Pool pool(Vertx vertx, DatabaseAddress address, int connections, Duration longest) {
        return pool(vertx, options(address, longest), size(connections));
    }

    /** Who we are at a server. */
    static PgConnectOptions ours(DatabaseAddress address) {
        return new PgConnectOptions().setHost(address.host()).setPort(address.port())
                .setDatabase(address.database()).setUser(address.user()).setPassword(address.password())
                .addProperty("application_name", "lianzhen");
    }

    private static PgConnectOptions options(DatabaseAddress address, Duration longest) {
        PgConnectOptions connect = ours(address).setCachePreparedStatements(true)
                .setPreparedStatementCacheMaxSize(CACHED_STATEMENTS)
                .setPreparedStatementCacheSqlLimit(LONGEST_CACHED)
                .setPipeliningLimit(PIPELINED)
                .addProperty("statement_timeout", Long.toString(longest.toMillis()));
        connect.setReconnectAttempts(0);
        return connect;
    }

    private static PoolOptions size(int connections) {
        return new PoolOptions().setMaxSize(connections).setMaxWaitQueueSize(MOST_WAITING)
                .setConnectionTimeout(CONNECT_SECONDS).setConnectionTimeoutUnit(TimeUnit.SECONDS);
    }

    private static PoolOptions living(int connections, Duration life) {
        return size(connections).setMaxLifetime((int) life.toMillis()).setMaxLifetimeUnit(TimeUnit.MILLISECONDS);
    }

    private static Pool pool(Vertx vertx, PgConnectOptions connect, PoolOptions size) {
        return PgBuilder.pool().with(size).connectingTo(connect).using(vertx).build();
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
