package org.lianzhen.gateway.postgres.reading;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.postgres.audit.AuditRows;
import org.lianzhen.gateway.reading.queue.ReadingMove;
import org.lianzhen.gateway.reading.report.SignedReport;
import org.lianzhen.gateway.reading.report.StudyMoves.Move;
import org.lianzhen.gateway.reading.report.StudyMoves.Outcome;
import org.lianzhen.gateway.reading.report.StudyMoves.Patient;
import org.lianzhen.gateway.reading.report.StudyMoves.Withdrawn;

/** Files a study to another patient: the index only, for what was received stays as it is. */
record StudyMoveTransaction(SqlConnection connection, Move move, String account) {
    private static final String CONFIRM = """
            update study_move m set state = 'CONFIRMED', decided_by = $2, decided_at = now() from study s
            where m.id = $1 and m.state = 'OPEN' and m.proposed_by <> $2 and s.id = m.study and s.patient = m.from_patient
            returning m.study, m.to_patient""";
    private static final String FILE = "update study set patient = $2, changed_at = now() where id = $1";
    /** Which order it came of is to be found anew. */
    private static final String UNMATCH = """
            update order_match set state = 'NEW', imaging_order = null, reason = '', decided_by = '', changed_at = now()
            where study = $1""";
    private static final String TASK = """
            select id, version, report from reading_task where study = $1 for no key update""";
    private static final String WITHDRAW = """
            insert into report_version (task, number, unit, kind, content, signer, signed_at, algorithm, public_key,
                signature) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)""";
    private static final String ANEW = """
            update reading_task set state = 'RECEIVING', centre = coalesce(home_centre, centre),
                reader = coalesce(home_reader, reader), home_centre = null, home_reader = null, holder = null,
                held_until = null, held_from = null, writer = null, approver = null, amends = null, amend_reason = null,
                report = $2, received_at = null, due_at = null, version = version + 1, changed_at = now() where id = $1""";
    private static final String END = """
            update reading_escalation set ended_at = now() where task = $1 and ended_at is null""";
    private static final String FORGET = "delete from report_draft where task = $1";
    private static final String NEWS = """
            insert into reading_news (study) values ($1) on conflict (study) do update set look_at = now()""";

    /** On record of each of the two patients, too, by their records. */
    private static AuditEvent of(AuditEvent event, Patient patient) {
        return new AuditEvent(event.actor(), event.action(), event.outcome(), patient.id().toString(), event.details());
    }

    Future<Outcome> run(@Nullable Withdrawn withdrawal, AuditEvent event) {
        return AuditRows.insert(connection, event)
                .compose(kept -> connection.preparedQuery(CONFIRM).execute(Tuple.of(move.id(), account)))
                .compose(rows -> rows.size() == 0
                        ? Future.failedFuture(new OvertakenException())
                        : file(rows.iterator().next(), withdrawal))
                .compose(done -> AuditRows.insert(connection, List.of(of(event, move.from()), of(event, move.to()))))
                .map(Outcome.DONE);
    }

    private Future<Void> file(Row row, @Nullable Withdrawn withdrawal) {
        UUID study = row.getUUID("study");
        return connection.preparedQuery(FILE).execute(Tuple.of(study, row.getUUID("to_patient")))
                .compose(filed -> connection.preparedQuery(UNMATCH).execute(Tuple.of(study)))
                .compose(filed -> connection.preparedQuery(TASK).execute(Tuple.of(study)))
                .compose(tasks -> readAnew(study, tasks, withdrawal));
    }

    private Future<Void> readAnew(UUID study, RowSet<Row> tasks, @Nullable Withdrawn withdrawal) {
        if (tasks.size() == 0) {
            return Future.succeededFuture();
        }
        Row task = tasks.iterator().next();
        if (withdrawal != null && task.getInteger("version") != withdrawal.task().standing().version()) {
            return Future.failedFuture(new OvertakenException());
        }
        UUID id = task.getUUID("id");
        int report = withdrawal == null ? task.getInteger("report") : withdrawal.report().number();
        Future<?> withdrawn = withdrawal == null ? Future.succeededFuture()
                : connection.preparedQuery(WITHDRAW).execute(row(withdrawal));
        return withdrawn.compose(done -> connection.preparedQuery(ANEW).execute(Tuple.of(id, report)))
                .compose(done -> connection.preparedQuery(END).execute(Tuple.of(id)))
                .compose(done -> connection.preparedQuery(FORGET).execute(Tuple.of(id)))
                .compose(done -> TaskEvents.add(connection, id, account,
                        new TaskEvents.Step(ReadingMove.REFILE, move.proposed().reason())))
                .compose(done -> connection.preparedQuery(NEWS).execute(Tuple.of(study))).mapEmpty();
    }

    private static Tuple row(Withdrawn withdrawal) {
        SignedReport report = withdrawal.report();
        return Tuple.from(List.of(withdrawal.task().id(), report.number(), withdrawal.task().owner().unit(),
                report.kind().name(), report.content(), report.signer(), report.signedAt().atOffset(ZoneOffset.UTC),
                report.signature().algorithm().name(), report.signature().publicKey(),
                report.signature().value()));
    }

    /** Something has changed since: nothing of it is kept. */
    static final class OvertakenException extends RuntimeException {
        private static final long serialVersionUID = 1;

        OvertakenException() {
            super("the study or the proposal has changed", null, false, false);
        }
    }
}
