package org.lianzhen.gateway.postgres.version;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.postgres.Database;
import org.lianzhen.gateway.postgres.audit.AuditRows;

/**
 * Versions of one document, in a table with the columns number, author, made_at and document. A version becomes durable together with the
 * event that speaks of it.
 *
 * @param <T> how the feature knows a version
 */
public final class VersionTable<T> {
    private static final int LIMIT_SECONDS = 10;

    private final Pool pool;
    private final Form<T> form;
    private final String newest;
    private final String add;

    /** Makes what the feature knows of what a row has. */
    public interface Form<T> {
        T version(int number, String author, Instant madeAt, String document);
    }

    /** @param table its name, which is part of the product and no text of anybody's */
    public VersionTable(Pool pool, String table, Form<T> form) {
        this.pool = pool;
        this.form = form;
        this.newest = "select number, author, made_at, document from " + table + " order by number desc limit $1";
        this.add = """
                insert into %1$s (number, author, document)
                select $1::int + 1, $2, $3 where $1 = (select coalesce(max(number), 0) from %1$s)
                on conflict (number) do nothing returning number, author, made_at, document""".formatted(table);
    }

    /** Newest first. */
    public CompletionStage<List<T>> versions(int limit) {
        return Database.answered(pool.preparedQuery(newest).execute(Tuple.of(limit)), LIMIT_SECONDS)
                .map(this::all).toCompletionStage();
    }

    /** @return empty, with nothing kept, when {@code base} is not the newest */
    public CompletionStage<Optional<T>> add(int base, String author, String document, AuditEvent event) {
        Future<@Nullable Optional<T>> done = pool.withTransaction(connection -> add(connection, base, author, document)
                .compose(added -> added.isEmpty() ? Future.succeededFuture(added)
                        : AuditRows.insert(connection, event).map(added)));
        return Database.answered(done, LIMIT_SECONDS).map(Objects::requireNonNull).toCompletionStage();
    }

    /** The same as part of somebody's transaction. */
    public Future<Optional<T>> add(SqlClient connection, int base, String author, String document) {
        return connection.preparedQuery(add).execute(Tuple.of(base, author, document))
                .map(rows -> all(rows).stream().findFirst());
    }

    private List<T> all(Iterable<Row> rows) {
        List<T> all = new ArrayList<>();
        for (Row row : rows) {
            all.add(form.version(row.getInteger("number"), row.getString("author"),
                    row.getOffsetDateTime("made_at").toInstant(), row.getString("document")));
        }
        return List.copyOf(all);
    }
}
