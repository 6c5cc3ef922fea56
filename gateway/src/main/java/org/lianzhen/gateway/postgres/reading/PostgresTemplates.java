package org.lianzhen.gateway.postgres.reading;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.postgres.Database;
import org.lianzhen.gateway.postgres.UuidV7;
import org.lianzhen.gateway.postgres.audit.AuditRows;
import org.lianzhen.gateway.reading.template.Initials;
import org.lianzhen.gateway.reading.template.Template;
import org.lianzhen.gateway.reading.template.TemplateContent;
import org.lianzhen.gateway.reading.template.TemplateJson;
import org.lianzhen.gateway.reading.template.Templates;

/** Keeps templates in PostgreSQL. */
public final class PostgresTemplates implements Templates {
    private static final int LIMIT_SECONDS = 10;
    /** More than anybody looks through. */
    private static final int MOST = 2000;
    private static final int MOST_VERSIONS = 100;
    private static final String COLUMNS = "id, owner, initials, content, version, author, changed_at, removed";
    private static final String VISIBLE = " from report_template where unit = $1 and (owner is null or owner = $2)";
    private static final String LIST = "select " + COLUMNS + VISIBLE + " and not removed order by id limit " + MOST;
    private static final String FIND = "select " + COLUMNS + VISIBLE + " and id = $3";
    private static final String VERSIONS = """
            select number as version, author, made_at as changed_at, content, removed from report_template_version
            where template = $1 order by number desc limit\s""" + MOST_VERSIONS;
    private static final String ADD = """
            insert into report_template (id, unit, owner, initials, content, version, author)
            values ($1, $2, $3, $4, $5::text::jsonb, 1, $6)""";
    private static final String CHANGE = """
            update report_template set initials = $3, content = $4::text::jsonb, removed = $5, author = $6,
                version = version + 1, changed_at = now() where id = $1 and version = $2""";
    private static final String NOTE = """
            insert into report_template_version (template, number, unit, author, content, removed)
            select id, version, unit, author, content, removed from report_template where id = $1""";
    private static final String CHANGED = "select " + COLUMNS + " from report_template where id = $1";
    private static final String GIVEN = """
            insert into report_template_starter (unit) values ($1) on conflict do nothing""";

    private final Pool pool;

    public PostgresTemplates(Pool pool) {
        this.pool = pool;
    }

    @Override
    public CompletionStage<List<Template>> of(Reader reader) {
        return answered(LIST, Tuple.of(reader.unit(), reader.account()))
                .map(rows -> all(rows, PostgresTemplates::template)).toCompletionStage();
    }

    @Override
    public CompletionStage<Optional<Template>> find(UUID id, Reader reader) {
        return answered(FIND, Tuple.of(reader.unit(), reader.account(), id))
                .map(rows -> all(rows, PostgresTemplates::template).stream().findFirst()).toCompletionStage();
    }

    @Override
    public CompletionStage<List<Template.Past>> versions(UUID id) {
        return answered(VERSIONS, Tuple.of(id)).map(
                rows -> all(rows,
                        row -> new Template.Past(version(row), TemplateJson.of(row.getJsonObject("content")))))
                .toCompletionStage();
    }

    @Override
    public CompletionStage<Template> add(Addition addition, Function<UUID, AuditEvent> event) {
        UUID id = UuidV7.next();
        return inTransaction(connection -> added(connection, id, addition)
                .compose(done -> AuditRows.insert(connection, event.apply(id)))
                .compose(done -> one(connection, id)));
    }

    private static Future<Void> added(SqlConnection connection, UUID id, Addition addition) {
        TemplateContent content = addition.content();
        return connection.preparedQuery(ADD)
                .execute(Tuple.of(id, addition.unit(), addition.owner(), Initials.of(content.name()),
                        TemplateJson.json(content).encode(), addition.author()))
                .compose(done -> connection.preparedQuery(NOTE).execute(Tuple.of(id))).mapEmpty();
    }

    private static Future<Template> one(SqlConnection connection, UUID id) {
        return connection.preparedQuery(CHANGED).execute(Tuple.of(id)).map(rows -> template(rows.iterator().next()));
    }

    @Override
    public CompletionStage<Optional<Template>> change(Change change, AuditEvent event) {
        Tuple row = Tuple.of(change.id(), change.base(), Initials.of(change.content().name()),
                TemplateJson.json(change.content()).encode(), change.removed(), change.author());
        return inTransaction(connection -> connection.preparedQuery(CHANGE).execute(row)
                .compose(changed -> changed.rowCount() == 0 ? Future.succeededFuture(Optional.<Template>empty())
                        : connection.preparedQuery(NOTE).execute(Tuple.of(change.id()))
                                .compose(noted -> AuditRows.insert(connection, event))
                                .compose(noted -> one(connection, change.id())).map(Optional::of)));
    }

    @Override
    public CompletionStage<Integer> give(String unit, List<TemplateContent> starters) {
        return inTransaction(connection -> connection.preparedQuery(GIVEN).execute(Tuple.of(unit)).compose(first -> {
            if (first.rowCount() == 0) {
                return Future.succeededFuture(0);
            }
            Future<Void> all = Future.succeededFuture();
            for (TemplateContent content : starters) {
                var addition = new Addition(unit, null, content, "");
                all = all.compose(before -> added(connection, UuidV7.next(), addition));
            }
            return all.map(done -> starters.size());
        }));
    }

    private static Template template(Row row) {
        return new Template(row.getUUID("id"), row.getString("owner"), row.getString("initials"),
                TemplateJson.of(row.getJsonObject("content")), version(row));
    }

    private static Template.Version version(Row row) {
        return new Template.Version(row.getInteger("version"), row.getString("author"),
                row.getOffsetDateTime("changed_at").toInstant(), row.getBoolean("removed"));
    }

    private static <T> List<T> all(RowSet<Row> rows, Function<Row, T> form) {
        List<T> all = new ArrayList<>(rows.size());
        rows.forEach(row -> all.add(form.apply(row)));
        return all;
    }

    private <T> CompletionStage<T> inTransaction(Function<SqlConnection, Future<T>> work) {
        Future<@Nullable T> done = pool.withTransaction(work);
        return Database.answered(done, LIMIT_SECONDS).map(Objects::requireNonNull).toCompletionStage();
    }

    private Future<RowSet<Row>> answered(String sql, Tuple parameters) {
        return Database.answered(pool.preparedQuery(sql).execute(parameters), LIMIT_SECONDS);
    }
}
