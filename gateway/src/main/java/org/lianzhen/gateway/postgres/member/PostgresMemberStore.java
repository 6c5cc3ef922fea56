package org.lianzhen.gateway.postgres.member;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.member.MemberStore;
import org.lianzhen.gateway.member.MemberVersion;
import org.lianzhen.gateway.postgres.Database;

/** Keeps versions of the members in PostgreSQL. */
public final class PostgresMemberStore implements MemberStore {
    private static final int LIMIT_SECONDS = 10;
    private static final String COLUMNS = "number, author, made_at, document";

    private static final String ADD = """
            insert into member_version (number, author, document)
            select $1::int + 1, $2, $3 where $1 = (select coalesce(max(number), 0) from member_version)
            on conflict (number) do nothing returning\s""" + COLUMNS;

    private final Pool pool;

    public PostgresMemberStore(Pool pool) {
        this.pool = pool;
    }

    @Override
    public CompletionStage<Optional<MemberVersion>> newest() {
        return first(rows("select " + COLUMNS + " from member_version order by number desc limit 1", Tuple.tuple()));
    }

    @Override
    public CompletionStage<Integer> newestNumber() {
        return Database
                .answered(pool.query("select coalesce(max(number), 0) from member_version").execute(), LIMIT_SECONDS)
                .map(rows -> rows.iterator().next().getInteger(0)).toCompletionStage();
    }

    @Override
    public CompletionStage<Optional<MemberVersion>> newestOf(String author) {
        return first(rows("select " + COLUMNS + " from member_version where author = $1 order by number desc limit 1",
                Tuple.of(author)));
    }

    @Override
    public CompletionStage<Optional<MemberVersion>> version(int number) {
        return first(rows("select " + COLUMNS + " from member_version where number = $1", Tuple.of(number)));
    }

    @Override
    public CompletionStage<List<MemberVersion>> versions(int before, int limit) {
        return rows("select " + COLUMNS + " from member_version where number < $1 order by number desc limit $2",
                Tuple.of(before, limit)).toCompletionStage();
    }

    @Override
    public CompletionStage<Optional<MemberVersion>> add(int base, String author, String document) {
        return first(rows(ADD, Tuple.of(base, author, document)));
    }

    private static CompletionStage<Optional<MemberVersion>> first(Future<List<MemberVersion>> versions) {
        return versions.map(all -> all.stream().findFirst()).toCompletionStage();
    }

    private Future<List<MemberVersion>> rows(String sql, Tuple parameters) {
        return Database.answered(pool.preparedQuery(sql).execute(parameters), LIMIT_SECONDS)
                .map(PostgresMemberStore::versions);
    }

    private static List<MemberVersion> versions(RowSet<Row> rows) {
        List<MemberVersion> versions = new ArrayList<>();
        for (Row row : rows) {
            versions.add(new MemberVersion(row.getInteger("number"), row.getString("author"),
                    row.getOffsetDateTime("made_at").toInstant(), row.getString("document")));
        }
        return List.copyOf(versions);
    }
}
