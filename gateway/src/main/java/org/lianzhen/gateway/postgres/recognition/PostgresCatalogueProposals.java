package org.lianzhen.gateway.postgres.recognition;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.postgres.Database;
import org.lianzhen.gateway.postgres.UuidV7;
import org.lianzhen.gateway.postgres.audit.AuditRows;
import org.lianzhen.gateway.postgres.version.VersionTable;
import org.lianzhen.gateway.recognition.CatalogueProposals;
import org.lianzhen.gateway.version.DocumentVersion;

/** Keeps changes of the catalogue in PostgreSQL; one that is approved becomes a version in the same transaction. */
public final class PostgresCatalogueProposals implements CatalogueProposals {
    /** Where versions of the catalogue are. */
    public static final String VERSIONS = "recognition_catalogue_version";

    private static final int LIMIT_SECONDS = 10;
    private static final String INSERT = """
            insert into recognition_catalogue_proposal (id, unit, base, author, document, why)
            values ($1, $2, $3, $4, $5, $6)""";
    private static final String NEWEST = """
            select id, base, author, document, why, made_at, state, decided_by, decided_at, remark, version
            from recognition_catalogue_proposal order by made_at desc, id desc limit $1""";
    private static final String LOCK = """
            select base, author, document, state from recognition_catalogue_proposal where id = $1 for update""";
    private static final String SETTLE = """
            update recognition_catalogue_proposal
            set state = $2, decided_by = $3, decided_at = now(), remark = $4, version = $5 where id = $1""";

    private final Pool pool;
    private final VersionTable<DocumentVersion> versions;

    public PostgresCatalogueProposals(Pool pool) {
        this.pool = pool;
        this.versions = new VersionTable<>(pool, VERSIONS, DocumentVersion::new);
    }

    @Override
    public CompletionStage<UUID> propose(Draft draft) {
        UUID id = UuidV7.next();
        Future<UUID> done = pool.withTransaction(connection -> connection.preparedQuery(INSERT)
                .execute(Tuple.of(id, draft.by().unit(), draft.base(), draft.by().name(), draft.document(),
                        draft.why()))
                .compose(kept -> AuditRows.insert(connection, event(draft.by(), id, "PROPOSED"))).map(id));
        return Database.answered(done, LIMIT_SECONDS).toCompletionStage();
    }

    private static AuditEvent event(AuditEvent.Actor by, UUID id, String step) {
        return AuditEvent.success(by, AuditAction.CATALOGUE_CHANGE, "recognition/catalogue/" + id)
                .with(Map.of("step", step));
    }

    @Override
    public CompletionStage<List<Proposal>> newest(int limit) {
        return Database.answered(pool.preparedQuery(NEWEST).execute(Tuple.of(limit)), LIMIT_SECONDS).map(rows -> {
            List<Proposal> all = new ArrayList<>();
            rows.forEach(row -> all.add(proposal(row)));
            return List.copyOf(all);
        }).toCompletionStage();
    }

    private static Proposal proposal(Row row) {
        return new Proposal(row.getUUID("id"), row.getInteger("base"), row.getString("author"),
                row.getString("document"), row.getString("why"), row.getOffsetDateTime("made_at").toInstant(),
                State.valueOf(row.getString("state")), decision(row));
    }

    private static @Nullable Decision decision(Row row) {
        OffsetDateTime at = row.getOffsetDateTime("decided_at");
        return at == null ? null
                : new Decision(row.getString("decided_by"), at.toInstant(), row.getString("remark"),
                        row.getInteger("version"));
    }

    @Override
    public CompletionStage<Outcome> settle(Settlement settlement) {
        Future<Outcome> done = pool.withTransaction(connection -> connection.preparedQuery(LOCK)
                .execute(Tuple.of(settlement.id())).compose(rows -> rows.size() == 0
                        ? Future.succeededFuture(Outcome.UNKNOWN)
                        : settle(connection, settlement, rows.iterator().next())));
        return Database.answered(done, LIMIT_SECONDS).toCompletionStage();
    }

    private Future<Outcome> settle(SqlConnection connection, Settlement settlement, Row row) {
        if (!State.WAITING.name().equals(row.getString("state"))) {
            return Future.succeededFuture(Outcome.SETTLED);
        }
        if (row.getString("author").equals(settlement.by().name())) {
            return Future.succeededFuture(Outcome.OWN);
        }
        if (!settlement.approved()) {
            return write(connection, settlement, null);
        }
        return versions.add(connection, row.getInteger("base"), row.getString("author"), row.getString("document"))
                .compose(added -> added.isEmpty() ? Future.succeededFuture(Outcome.STALE)
                        : write(connection, settlement, added.get().number()));
    }

    private static Future<Outcome> write(SqlConnection connection, Settlement settlement, @Nullable Integer version) {
        String state = settlement.approved() ? "APPROVED" : "REFUSED";
        return connection.preparedQuery(SETTLE)
                .execute(Tuple.of(settlement.id(), state, settlement.by().name(), settlement.remark()).addInteger(
                        version))
                .compose(kept -> AuditRows.insert(connection, event(settlement.by(), settlement.id(), state)))
                .map(Outcome.DONE);
    }
}
