package org.lianzhen.gateway.postgres.reading;

import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.postgres.Database;
import org.lianzhen.gateway.reading.PersonalDocument;
import org.lianzhen.gateway.reading.PreferenceStore;

/** Keeps preferences in PostgreSQL. */
public final class PostgresPreferenceStore implements PreferenceStore {
    private static final String PREFERENCES = "select version, document::text from viewer_preference where account = $1";
    private static final String KEEP = """
            insert into viewer_preference as p (account, version, document) select $1, $2, $3::text::jsonb
            where $2 = 1 or exists (select from viewer_preference x where x.account = $1)
            on conflict (account) do update set version = excluded.version, document = excluded.document, changed_at = now()
            where p.version = excluded.version - 1""";

    private final Pool pool;

    public PostgresPreferenceStore(Pool pool) {
        this.pool = pool;
    }

    @Override
    public CompletionStage<PersonalDocument> preferences(String account) {
        return Documents.one(pool.preparedQuery(PREFERENCES).execute(Tuple.of(account)));
    }

    @Override
    public CompletionStage<Optional<PersonalDocument>> keep(String account, PersonalDocument next) {
        return Database.answered(
                pool.preparedQuery(KEEP).execute(Tuple.of(account, next.version(), next.content())),
                Documents.LIMIT_SECONDS)
                .map(changed -> changed.rowCount() == 0 ? Optional.<PersonalDocument>empty() : Optional.of(next))
                .toCompletionStage();
    }
}
