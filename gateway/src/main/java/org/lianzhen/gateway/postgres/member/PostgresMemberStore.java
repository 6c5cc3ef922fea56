package org.lianzhen.gateway.postgres.member;

import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.lianzhen.gateway.member.MemberStore;
import org.lianzhen.gateway.member.MemberVersion;

/** Keeps versions of the members in PostgreSQL. */
public final class PostgresMemberStore implements MemberStore {
    private static final int LIMIT_SECONDS = 10;

    private final Pool pool;

    public PostgresMemberStore(Pool pool) {
        this.pool = pool;
    }

    @Override
    public CompletionStage<Optional<MemberVersion>> newest() {
        return pool.query("select number, author, document from member_version order by number desc limit 1").execute()
                .timeout(LIMIT_SECONDS, TimeUnit.SECONDS).map(PostgresMemberStore::first).toCompletionStage();
    }

    private static Optional<MemberVersion> first(RowSet<Row> rows) {
        for (Row row : rows) {
            return Optional.of(new MemberVersion(row.getInteger("number"), row.getString("author"),
                    row.getString("document")));
        }
        return Optional.empty();
    }

    @Override
    public CompletionStage<MemberVersion> add(int base, String author, String document) {
        var added = new MemberVersion(base + 1, author, document);
        return pool.preparedQuery("insert into member_version (number, author, document) values ($1, $2, $3)")
                .execute(Tuple.of(added.number(), author, document)).timeout(LIMIT_SECONDS, TimeUnit.SECONDS)
                .map(added).toCompletionStage();
    }
}
