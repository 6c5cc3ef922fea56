package org.lianzhen.gateway.postgres.reading;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.postgres.Database;
import org.lianzhen.gateway.postgres.audit.AuditRows;
import org.lianzhen.gateway.reading.MarkStore;
import org.lianzhen.gateway.reading.PersonalDocument;

/** Keeps marks in PostgreSQL; they go with their study. */
public final class PostgresMarkStore implements MarkStore {
    private static final String MARKS = """
            select m.version, m.document::text from study_mark m join study s on s.id = m.study
            where m.account = $1 and s.uid = $2""";
    private static final String KEEP = """
            insert into study_mark as m (account, unit, study, version, document)
            select $1, s.unit, s.id, $3, $4::text::jsonb from study s where s.uid = $2
                and ($3 = 1 or exists (select from study_mark x where x.account = $1 and x.study = s.id))
            on conflict (account, study) do update set version = excluded.version, document = excluded.document,
                changed_at = now()
            where m.version = excluded.version - 1""";

    private final Pool pool;

    public PostgresMarkStore(Pool pool) {
        this.pool = pool;
    }

    @Override
    public CompletionStage<PersonalDocument> marks(Place place) {
        return Documents.one(pool.preparedQuery(MARKS).execute(Tuple.of(place.account(), place.study())));
    }

    @Override
    public CompletionStage<Optional<PersonalDocument>> keep(Place place, PersonalDocument marks, AuditEvent event) {
        Tuple row = Tuple.of(place.account(), place.study(), marks.version(), marks.content());
        Future<@Nullable Optional<PersonalDocument>> kept = pool.withTransaction(
                connection -> connection.preparedQuery(KEEP).execute(row).compose(changed -> changed.rowCount() == 0
                        ? Future.succeededFuture(Optional.<PersonalDocument>empty())
                        : AuditRows.insert(connection, event).map(Optional.of(marks))));
        return Database.answered(kept, Documents.LIMIT_SECONDS).map(Objects::requireNonNull).toCompletionStage();
    }
}
