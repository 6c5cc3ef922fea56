package org.lianzhen.gateway.postgres.intake;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.service.SopReference;
import org.lianzhen.gateway.archive.KeptInstance;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.intake.CharsetProposal;
import org.lianzhen.gateway.intake.CharsetStore;
import org.lianzhen.gateway.postgres.Database;

/** Keeps proposals for mislabelled texts in PostgreSQL. */
public final class PostgresCharsetStore implements CharsetStore {
    private static final int LIMIT_SECONDS = 20;

    private static final String SELECT = """
            select c.id, c.unit, s.uid, c.source, c.proposed, c.confidence, c.reason, c.current_name, c.proposed_name,
                c.state, c.proposed_at
            from charset_proposal c join study s on s.id = c.study
            """;

    private static final String FIRSTS = """
            select e.id as series, f.id = first_value(f.id) over (order by f.id) as of_study, f.source, c.source as wanted,
                s.uid, f.sop_class_uid, f.sop_instance_uid, f.transfer_syntax_uid, f.object_key, f.data_set_offset
            from charset_proposal c join study s on s.id = c.study join series e on e.study = s.id
            cross join lateral (select * from instance i where i.series = e.id order by i.id limit 1) f
            where c.id = $1""";

    private static final String OF_STUDY = """
            select distinct c.proposed from charset_proposal c join study s on s.id = c.study
            where s.uid = $1 and c.state in ('ACCEPTED', 'ASSUMED')""";

    private final Pool pool;

    public PostgresCharsetStore(Pool pool) {
        this.pool = pool;
    }

    @Override
    public CompletionStage<List<CharsetProposal>> list(CharsetProposal.State state, Set<String> units, int limit) {
        return ask(SELECT + "where c.state = $1 and c.unit = any($2) order by c.proposed_at, c.id limit $3",
                Tuple.of(state.name(), units.toArray(String[]::new), limit)).map(PostgresCharsetStore::proposals)
                .toCompletionStage();
    }

    @Override
    public CompletionStage<Optional<CharsetProposal>> find(UUID proposal) {
        return one(proposal).toCompletionStage();
    }

    @Override
    public CompletionStage<Optional<String>> ofStudy(String studyUid) {
        return ask(OF_STUDY, Tuple.of(studyUid))
                .map(rows -> rows.size() == 1 ? Optional.of(rows.iterator().next().getString(0))
                        : Optional.<String>empty())
                .toCompletionStage();
    }

    private Future<Optional<CharsetProposal>> one(UUID proposal) {
        return ask(SELECT + "where c.id = $1", Tuple.of(proposal)).map(rows -> proposals(rows).stream().findFirst());
    }

    @Override
    public CompletionStage<Decided> decide(UUID proposal, Decision decision, AuditEvent.Actor by) {
        Future<Decisions.@Nullable Outcome> decided = pool
                .withTransaction(connection -> new Decisions(connection, proposal).decide(decision, by));
        return limited(decided).compose(outcome -> switch (Objects.requireNonNull(outcome)) {
            case DONE -> one(proposal).<Decided>map(found -> found.<Decided>map(Decided.Done::new)
                    .orElseGet(Decided.Unknown::new));
            case UNKNOWN -> Future.<Decided>succeededFuture(new Decided.Unknown());
            case NOT_YOURS -> Future.<Decided>succeededFuture(new Decided.NotYours());
            case ALREADY -> Future.<Decided>succeededFuture(new Decided.Already());
        }).toCompletionStage();
    }

    @Override
    public CompletionStage<List<CharsetProposal>> unread(int limit) {
        return ask(SELECT + "where c.unread order by c.proposed_at limit $1", Tuple.of(limit))
                .map(PostgresCharsetStore::proposals).toCompletionStage();
    }

    @Override
    public CompletionStage<List<FirstInstance>> firsts(UUID proposal) {
        return ask(FIRSTS, Tuple.of(proposal)).map(rows -> {
            List<FirstInstance> firsts = new ArrayList<>();
            for (Row row : rows) {
                if (row.getString("source").equals(row.getString("wanted"))) {
                    firsts.add(first(row));
                }
            }
            return firsts;
        }).toCompletionStage();
    }

    private static FirstInstance first(Row row) {
        var instance = new SopReference(row.getString("sop_class_uid"), row.getString("sop_instance_uid"));
        return new FirstInstance(row.getUUID("series"), row.getBoolean("of_study"),
                new KeptInstance(row.getString("uid"), instance, row.getString("transfer_syntax_uid"),
                        row.getString("object_key"),
                        row.getInteger("data_set_offset")));
    }

    @Override
    public CompletionStage<Void> rewrite(UUID proposal, List<Reading> read) {
        Future<@Nullable Void> done = pool
                .withTransaction(connection -> new Decisions(connection, proposal).rewrite(read));
        return limited(done).<Void>mapEmpty().toCompletionStage();
    }

    private static List<CharsetProposal> proposals(RowSet<Row> rows) {
        List<CharsetProposal> proposals = new ArrayList<>(rows.size());
        rows.forEach(row -> proposals.add(proposal(row)));
        return proposals;
    }

    private static CharsetProposal proposal(Row row) {
        return new CharsetProposal(row.getUUID("id"), row.getString("unit"), row.getString("uid"),
                row.getString("source"), row.getString("proposed"), row.getDouble("confidence"),
                row.getString("reason"),
                new CharsetProposal.Names(row.getString("current_name"), row.getString("proposed_name")),
                CharsetProposal.State.valueOf(row.getString("state")),
                row.getOffsetDateTime("proposed_at").toInstant());
    }

    private Future<RowSet<Row>> ask(String sql, Tuple parameters) {
        return limited(pool.preparedQuery(sql).execute(parameters));
    }

    private static <T extends @Nullable Object> Future<T> limited(Future<T> answer) {
        return Database.answered(answer, LIMIT_SECONDS);
    }
}
