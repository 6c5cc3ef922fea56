package org.lianzhen.gateway.postgres.patient;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.patient.Identifier;
import org.lianzhen.gateway.patient.Link;
import org.lianzhen.gateway.patient.PatientIndex;
import org.lianzhen.gateway.patient.PatientRecord;
import org.lianzhen.gateway.patient.ProposalPage;
import org.lianzhen.gateway.postgres.Database;

/** The patient index in PostgreSQL. */
public final class PostgresPatientIndex implements PatientIndex {
    private static final int LIMIT_SECONDS = 20;

    private static final String SEPARATED = "exists (select from patient_link_history h where h.first = least(p.id, $1) "
            + "and h.second = greatest(p.id, $1) and h.act <> 'LINK')";

    private static final String ALIKE = RecordRows.SELECT + """
            where p.id <> $1 and (p.id in (select i.patient from patient_identifier i
                    join patient_identifier mine on mine.number = i.number and mine.kind = i.kind
                    where mine.patient = $1 and i.kind = any($2))
                or p.id in (select q.id from patient q join patient me on left(q.birth_date, 8) = left(me.birth_date, 8)
                    where me.id = $1 and q.birth_date <> '' and q.sex = me.sex and q.name_forms && me.name_forms))
            and not\s""" + SEPARATED + " order by p.id limit $3";

    private static final String PROPOSALS = """
            select l.first, l.second, l.confidence, l.reason, l.proposed_at from patient_link_proposal l
            where (select count(*) from patient p where p.id in (l.first, l.second) and\s""" + RecordRows.VISIBLE + """
            ) = 2 and not exists (select from patient a join patient b on b.person = a.person
                where a.id = l.first and b.id = l.second)
            and (-l.confidence, l.proposed_at, l.first, l.second) > (-$3::float8, $4::timestamptz, $5::uuid, $6::uuid)
            order by -l.confidence, l.proposed_at, l.first, l.second limit $2""";

    private static final String UNCOMPARED = RecordRows.SELECT + """
            where p.compared_at is null or p.id in
                (select patient from patient_identifier where compared_at is null)
            order by p.created_at limit $1""";

    private static final String COMPARED = """
            with numbers as (
                update patient_identifier i set compared_at = now()
                from unnest($2::text[], $3::text[], $4::text[]) as g (kind, issuer, number)
                where i.patient = $1 and i.kind = g.kind and i.issuer = g.issuer and i.number = g.number
            )
            update patient set compared_at = now() where id = $1""";

    private static final String PROPOSE = """
            insert into patient_link_proposal (first, second, unit, confidence, reason)
            select least(p.id, $1), greatest(p.id, $1), p.unit, $3, $4 from patient p
            where p.id = $2 and not\s""" + SEPARATED + " on conflict (first, second) do nothing";

    private final Pool pool;

    public PostgresPatientIndex(Pool pool) {
        this.pool = pool;
    }

    @Override
    public CompletionStage<List<PatientRecord>> search(Search search) {
        var sql = new PatientSearchSql(search);
        return ask(sql.text(), sql.parameters()).map(RecordRows::all).toCompletionStage();
    }

    @Override
    public CompletionStage<List<PatientRecord>> person(UUID record) {
        return ask(RecordRows.SELECT + "where p.id = $1 or p.person = (select person from patient where id = $1) "
                + "order by p.id", Tuple.of(record)).map(RecordRows::all).toCompletionStage();
    }

    @Override
    public CompletionStage<Set<UUID>> visible(Set<UUID> records, Set<String> units) {
        return ask("select p.id from patient p where p.id = any($2) and " + RecordRows.VISIBLE,
                Tuple.from(List.of(texts(units), records.toArray(UUID[]::new)))).map(rows -> {
                    Set<UUID> visible = new HashSet<>();
                    rows.forEach(row -> visible.add(row.getUUID(0)));
                    return visible;
                }).toCompletionStage();
    }

    @Override
    public CompletionStage<List<Link.Event>> history(UUID record) {
        return ask("select act, first, second, author, unit, why, decided_at from patient_link_history "
                + "where first = $1 or second = $1 order by id", Tuple.of(record))
                .map(rows -> list(rows, PostgresPatientIndex::event)).toCompletionStage();
    }

    private static Link.Event event(Row row) {
        var author = new Link.Author(row.getString("author"), row.getString("unit"));
        Instant at = row.getOffsetDateTime("decided_at").toInstant();
        return new Link.Event(Link.Act.valueOf(row.getString("act")),
                new Link(row.getUUID("first"), row.getUUID("second"), author, row.getString("why")), at);
    }

    @Override
    public CompletionStage<Link.Outcome> link(Link link) {
        return decide(link, LinkTransaction::link);
    }

    /** The same as part of another transaction. */
    public static Future<Link.Outcome> link(SqlConnection connection, Link link) {
        return LinkTransaction.link(connection, link);
    }

    @Override
    public CompletionStage<Link.Outcome> unlink(Link link) {
        return decide(link, LinkTransaction::unlink);
    }

    @Override
    public CompletionStage<Link.Outcome> dismiss(Link link) {
        return decide(link, LinkTransaction::dismiss);
    }

    private CompletionStage<Link.Outcome> decide(Link link,
            BiFunction<SqlConnection, Link, Future<Link.Outcome>> decision) {
        Future<Link.@Nullable Outcome> decided = pool.withTransaction(connection -> decision.apply(connection, link));
        return limited(decided.map(outcome -> Objects.requireNonNull(outcome))).toCompletionStage();
    }

    @Override
    public CompletionStage<ProposalPage> proposals(Set<String> units, ProposalPage.Place after, int limit) {
        OffsetDateTime since = after.proposedAt().atOffset(ZoneOffset.UTC);
        return ask(PROPOSALS, Tuple.of(texts(units), limit + 1, after.confidence(), since, after.first(),
                after.second())).compose(rows -> proposals(rows, limit)).toCompletionStage();
    }

    /** @param rows one more than are told when there is more */
    private Future<ProposalPage> proposals(RowSet<Row> rows, int limit) {
        List<Row> told = list(rows, Function.identity()).stream().limit(limit).toList();
        Set<UUID> named = new HashSet<>();
        told.forEach(row -> named.addAll(List.of(row.getUUID("first"), row.getUUID("second"))));
        Optional<ProposalPage.Place> next = rows.size() > limit ? Optional.of(place(told.getLast())) : Optional.empty();
        return ask(RecordRows.SELECT + "where p.id = any($1)", Tuple.of((Object) named.toArray(UUID[]::new)))
                .map(records -> {
                    Map<UUID, PatientRecord> byId = RecordRows.all(records).stream()
                            .collect(Collectors.toMap(PatientRecord::id, Function.identity()));
                    return new ProposalPage(told.stream().map(row -> proposal(row, byId)).toList(), next);
                });
    }

    private static ProposalPage.Place place(Row row) {
        return new ProposalPage.Place(row.getDouble("confidence"), row.getOffsetDateTime("proposed_at").toInstant(),
                row.getUUID("first"), row.getUUID("second"));
    }

    private static Link.Proposal proposal(Row row, Map<UUID, PatientRecord> byId) {
        return new Link.Proposal(Objects.requireNonNull(byId.get(row.getUUID("first"))),
                Objects.requireNonNull(byId.get(row.getUUID("second"))), row.getDouble("confidence"),
                row.getString("reason"));
    }

    @Override
    public CompletionStage<Void> propose(Link.Proposal proposal) {
        return proposal.first().isLinkedTo(proposal.second()) ? Future.<Void>succeededFuture().toCompletionStage()
                : ask(PROPOSE, Tuple.of(proposal.first().id(), proposal.second().id(), proposal.confidence(),
                        proposal.reason())).<Void>mapEmpty().toCompletionStage();
    }

    @Override
    public CompletionStage<List<PatientRecord>> uncompared(int limit) {
        return ask(UNCOMPARED, Tuple.of(limit)).map(RecordRows::all).toCompletionStage();
    }

    @Override
    public CompletionStage<List<PatientRecord>> alike(PatientRecord record, int limit) {
        String[] personal = List.of(Identifier.Kind.values()).stream().filter(Identifier.Kind::isPersonal)
                .map(Enum::name).toArray(String[]::new);
        return ask(ALIKE, Tuple.of(record.id(), personal, limit)).map(RecordRows::all).toCompletionStage();
    }

    @Override
    public CompletionStage<Void> compared(PatientRecord record) {
        List<Identifier> numbers = record.identifiers();
        return ask(COMPARED,
                Tuple.of(record.id(), numbers.stream().map(one -> one.kind().name()).toArray(String[]::new),
                        numbers.stream().map(Identifier::issuer).toArray(String[]::new),
                        numbers.stream().map(Identifier::number).toArray(String[]::new)))
                .<Void>mapEmpty().toCompletionStage();
    }

    private static <T> List<T> list(RowSet<Row> rows, Function<Row, T> read) {
        List<T> list = new ArrayList<>(rows.size());
        rows.forEach(row -> list.add(read.apply(row)));
        return list;
    }

    static String[] texts(Set<String> texts) {
        return texts.toArray(String[]::new);
    }

    private Future<RowSet<Row>> ask(String sql, Tuple parameters) {
        return limited(pool.preparedQuery(sql).execute(parameters));
    }

    private static <T> Future<T> limited(Future<T> answer) {
        return Database.answered(answer, LIMIT_SECONDS);
    }
}
