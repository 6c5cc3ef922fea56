package org.lianzhen.gateway.postgres.order;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.order.ArrivedStudy;
import org.lianzhen.gateway.order.Candidate;
import org.lianzhen.gateway.order.Judgement;
import org.lianzhen.gateway.order.StudyMatches;
import org.lianzhen.gateway.postgres.Database;

/** Keeps in PostgreSQL which order a study came of. */
public final class PostgresStudyMatches implements StudyMatches {
    private static final int MOST_CANDIDATES = 50;
    private static final String STUDY = """
            select s.id, s.uid, s.unit, s.accession_number, s.modalities, s.created_at, m.reason,
                array(select distinct step from series e, unnest(e.scheduled_step_ids) step where e.study = s.id) as steps,
                p.issuer, p.patient_id, p.name, p.birth_date, p.sex
            from order_match m join study s on s.id = m.study join patient p on p.id = s.patient
            """;
    private static final String NEW = STUDY + "where m.state = 'NEW' order by m.changed_at limit $1";
    private static final String OPEN = STUDY
            + "where m.state = 'OPEN' and m.unit = any($1) order by m.changed_at limit $2";
    /** One and the same person: that number, a record linked with it, or a personal number. */
    private static final String SAME = """
            (o.identity = p.identity
                or p.person is not null and o.identity in (select q.identity from patient q where q.person = p.person)
                or o.identifiers && array(
                    select i.kind || E'\\n' || i.issuer || E'\\n' || i.number from patient_identifier i
                    where i.patient = p.id and i.kind in ('ID_CARD', 'HEALTH_CARD', 'INSURANCE', 'PASSPORT')))""";
    private static final String CANDIDATES = """
            select o.*, array(select t.uid from order_match m join study t on t.id = m.study
                where m.imaging_order = o.id) as studies,\s""" + SAME + """
             as same_person
            from study s join patient p on p.id = s.patient
            join imaging_order o on o.study_uid = s.uid or o.unit = s.unit and (
                s.accession_number <> '' and o.accession_number = s.accession_number
                or o.state in ('ORDERED', 'IN_PROGRESS', 'DISCONTINUED') and\s""" + SAME + """
            )
            where s.id = $1 order by o.id limit $2""";

    private final Pool pool;

    public PostgresStudyMatches(Pool pool) {
        this.pool = pool;
    }

    @Override
    public CompletionStage<List<ArrivedStudy>> unconsidered(int limit) {
        return answered(NEW, Tuple.of(limit)).thenApply(rows -> {
            List<ArrivedStudy> studies = new ArrayList<>();
            rows.forEach(row -> studies.add(study(row)));
            return studies;
        });
    }

    private static ArrivedStudy study(Row row) {
        return new ArrivedStudy(row.getUUID("id"), row.getString("uid"), row.getString("unit"),
                row.getString("accession_number"), Set.of(row.getArrayOfStrings("modalities")),
                Set.of(row.getArrayOfStrings("steps")),
                new ArrivedStudy.Patient(row.getString("issuer"), row.getString("patient_id"), row.getString("name"),
                        row.getString("birth_date"), row.getString("sex")),
                row.getOffsetDateTime("created_at").toInstant());
    }

    @Override
    public CompletionStage<List<Candidate>> candidates(ArrivedStudy study) {
        return answered(CANDIDATES, Tuple.of(study.id(), MOST_CANDIDATES)).thenApply(rows -> {
            List<Candidate> candidates = new ArrayList<>();
            rows.forEach(row -> candidates.add(new Candidate(OrderRows.order(row), row.getBoolean("same_person"))));
            return candidates;
        });
    }

    @Override
    public CompletionStage<Boolean> settle(ArrivedStudy study, Judgement judgement) {
        return PostgresOrderStore.in(pool, connection -> new MatchTransaction(connection).settle(study, judgement));
    }

    @Override
    public CompletionStage<List<Waiting>> waiting(Set<String> units, int limit) {
        Tuple which = Tuple.tuple().addArrayOfString(units.toArray(String[]::new)).addInteger(limit);
        return answered(OPEN, which).thenCompose(rows -> {
            CompletionStage<List<Waiting>> all = CompletableFuture.completedStage(new ArrayList<>());
            for (Row row : rows) {
                ArrivedStudy study = study(row);
                all = all.thenCompose(before -> candidates(study).thenApply(candidates -> {
                    before.add(new Waiting(study, row.getString("reason"),
                            candidates.stream().map(Candidate::order).toList()));
                    return before;
                }));
            }
            return all;
        });
    }

    @Override
    public CompletionStage<Outcome> decide(Decision decision) {
        return PostgresOrderStore.in(pool, connection -> new MatchTransaction(connection).decide(decision));
    }

    @Override
    public CompletionStage<Outcome> undo(Decision decision) {
        return PostgresOrderStore.in(pool, connection -> new MatchTransaction(connection).undo(decision));
    }

    private CompletionStage<RowSet<Row>> answered(String sql, Tuple parameters) {
        Future<RowSet<Row>> answer = pool.preparedQuery(sql).execute(parameters);
        return Database.answered(answer, PostgresOrderStore.LIMIT_SECONDS).toCompletionStage();
    }
}
