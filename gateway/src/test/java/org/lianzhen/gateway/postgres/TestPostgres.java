package org.lianzhen.gateway.postgres;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.audit.PseudonymKeys;
import org.lianzhen.gateway.postgres.embedded.EmbeddedPostgres;

/** A database of a test's own, on the one server that all tests of this process share. */
public final class TestPostgres implements AutoCloseable {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final DatabaseAddress address;
    /** Hundreds of databases that nobody needs keep the process from ending for minutes, until they are on the disk and off it. */
    private final boolean dropped;
    private final Vertx vertx = Vertx.vertx();
    private final Pool pool;

    /** Starts when first needed and ends with the process. */
    private static final class Shared {
        private static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                Path folder = Files.createTempDirectory("lianzhen-test-postgres");
                EmbeddedPostgres server = EmbeddedPostgres.start(folder);
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    server.close();
                    delete(folder);
                }));
                return server;
            } catch (IOException e) {
                throw new AssertionError("the tests' PostgreSQL does not start", e);
            }
        }

        private static void delete(Path folder) {
            try (var paths = Files.walk(folder)) {
                paths.sorted(java.util.Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** The database that others with all tables are copied from; made when first needed. */
    private static final class Migrated {
        private static final String NAME = make();

        private static String make() {
            try {
                DatabaseAddress template = create("");
                Migrations.apply(template);
                return template.database();
            } catch (IOException e) {
                throw new AssertionError("the migrations do not apply", e);
            }
        }
    }

    /** @param dropped whether the database ends with this */
    private TestPostgres(DatabaseAddress address, boolean dropped) {
        this.address = address;
        this.dropped = dropped;
        this.pool = Database.pool(vertx, address);
    }

    /** An empty database. */
    public static TestPostgres empty() {
        return created("");
    }

    /** A database with all tables that sorts texts as people who speak a language do, as an operator's own server may. */
    public static TestPostgres migratedSortingAs(String icuLocale) throws IOException {
        TestPostgres database = created(" template template0 locale_provider icu icu_locale '" + icuLocale + "'");
        Migrations.apply(database.address());
        return database;
    }

    private static TestPostgres created(String options) {
        return new TestPostgres(create(options), true);
    }

    private static DatabaseAddress create(String options) {
        DatabaseAddress server = Shared.SERVER.address();
        String name = "test_" + NUMBER.incrementAndGet();
        try (var admin = new TestPostgres(server, false)) {
            admin.awaitConnection();
            admin.rows("create database " + name + options);
        }
        return new DatabaseAddress(server.host(), server.port(), name, server.user(), server.password());
    }

    /** A busy machine may take longer for the first connection than the product waits for one. */
    private void awaitConnection() {
        Await.until("the server takes connections",
                () -> Database.answers(pool).toCompletableFuture().join());
    }

    /** A database with all tables: a copy of one to which the migrations were applied. */
    public static TestPostgres migrated() {
        return created(" template " + Migrated.NAME);
    }

    /** One that does not answer. */
    public static TestPostgres unreachable() {
        return new TestPostgres(new DatabaseAddress("127.0.0.1", 1, "x", "x", "x"), false);
    }

    public DatabaseAddress address() {
        return address;
    }

    public Vertx vertx() {
        return vertx;
    }

    public Pool pool() {
        return pool;
    }

    /** As many connections as the product has for everything but arrivals, whose statements end sooner. To be closed. */
    public Pool pool(Duration longest) {
        return Database.pool(vertx, address, 16, longest);
    }

    /** The product's pool, whose connections live as long as told. To be closed. */
    public Pool living(PseudonymKeys keys, Duration life) {
        return Database.pool(vertx, address, keys, life);
    }

    /** The product's pool for arrivals. To be closed. */
    public Pool arrivals() {
        return Database.arrivals(vertx, address, null);
    }

    /** The rows of a query, each as its values. */
    public List<List<Object>> rows(String sql, Object... parameters) {
        List<List<Object>> rows = new ArrayList<>();
        var result = pool.preparedQuery(sql).execute(Tuple.from(parameters)).toCompletionStage().toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS).join();
        for (Row row : result) {
            List<Object> values = new ArrayList<>();
            for (int i = 0; i < row.size(); i++) {
                values.add(row.getValue(i));
            }
            rows.add(values);
        }
        return rows;
    }

    /** The first value of the first row. */
    public Object value(String sql, Object... parameters) {
        return rows(sql, parameters).getFirst().getFirst();
    }

    @Override
    public void close() {
        pool.close().toCompletionStage().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
        if (dropped) {
            try (var admin = new TestPostgres(Shared.SERVER.address(), false)) {
                admin.rows("drop database " + address.database() + " with (force)");
            }
        }
        vertx.close().toCompletionStage().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
