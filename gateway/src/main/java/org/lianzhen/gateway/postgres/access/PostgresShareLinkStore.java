package org.lianzhen.gateway.postgres.access;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.access.Caller;
import org.lianzhen.gateway.access.Operation;
import org.lianzhen.gateway.access.share.ShareLink;
import org.lianzhen.gateway.access.share.ShareLinkStore;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.postgres.access.AccessSql.Statement;
import org.lianzhen.gateway.postgres.audit.AuditRows;

/** Keeps links and their sessions as rows; all times follow the database's clock, which all nodes share. */
public final class PostgresShareLinkStore implements ShareLinkStore {
    private static final int MOST = 100;
    private static final String COLUMNS = """
            l.id, l.unit, l.study_uid, l.account, l.reason, l.created_at, l.expires_at, l.revoked_at, l.opened,
            l.opened_at, l.failures""";
    private static final String STUDY = """
            select s.unit, p.birth_date ~ '^\\d{8}' or exists (select from patient_identifier i
                where i.patient = p.id and i.kind = 'ID_CARD') as has_fact
            from study s join patient p on p.id = s.patient where s.uid = $1 and s.unit = any($2)""";
    private static final String ISSUE = """
            insert into share_link as l (id, unit, study_uid, token_hash, account, reason, expires_at)
            values ($1, $2, $3, $4, $5, $6, now() + make_interval(secs => $7)) returning\s""" + COLUMNS;
    private static final String LIST = "select " + COLUMNS
            + " from share_link l where l.study_uid = $1 and l.unit = any($2) order by l.created_at desc limit " + MOST;
    private static final String REVOKE = """
            update share_link l set revoked_at = now(), revoked_by = $2
            where l.id = $1 and l.unit = any($3) and l.revoked_at is null returning\s""" + COLUMNS;
    /** Whoever opens the same one at the same time waits, so that failures are counted one by one. */
    private static final String FIND = "select " + COLUMNS + """
            , l.revoked_at is null and l.expires_at > now() and l.failures < $2 as open,
            ($3 <> '' and left(p.birth_date, 8) = $3) or ($4 <> '' and exists (select from patient_identifier i
                where i.patient = p.id and i.kind = 'ID_CARD' and right(i.number, 4) = $4)) as knows
            from share_link l join study s on s.uid = l.study_uid join patient p on p.id = s.patient
            where l.token_hash = $1 for update of l""";
    private static final String FAIL = "update share_link l set failures = failures + 1 where l.id = $1 returning "
            + COLUMNS;
    private static final String USE = """
            update share_link l set opened = opened + 1, opened_at = now() where l.id = $1 returning\s""" + COLUMNS;
    /** A day at a phone, and never longer than the link. */
    private static final String OPEN_SESSION = """
            insert into share_session (id, unit, link, token_hash, source, ends_at)
            select $1, l.unit, l.id, $3, $4, least(now() + interval '12 hours', l.expires_at)
            from share_link l where l.id = $2""";
    private static final String CLEAN = "delete from share_session where ends_at < now()";
    private static final String IN_FORCE = """
             from share_session s join share_link l on l.id = s.link
            where s.ends_at > now() and l.revoked_at is null and l.expires_at > now()""";
    private static final String SESSION = "select s.id, s.link, l.study_uid, l.unit, s.ends_at" + IN_FORCE
            + " and s.token_hash = $1";
    private static final String IS_OPEN = "select 1" + IN_FORCE + " and s.id = $1";
    private static final String END = "delete from share_session where id = $1";

    private final Pool pool;
    private final AccessSql sql;

    public PostgresShareLinkStore(Pool pool) {
        this.pool = pool;
        sql = new AccessSql(pool);
    }

    @Override
    public CompletionStage<Issued> issue(Issue issue, Set<String> units, Function<ShareLink, AuditEvent> event) {
        Tuple asked = Tuple.of(issue.study()).addArrayOfString(units.toArray(String[]::new));
        return inTransaction(connection -> connection.preparedQuery(STUDY).execute(asked).compose(rows -> {
            for (Row row : rows) {
                return row.getBoolean("has_fact") ? made(connection, issue, row.getString("unit"), event)
                        : Future.<Issued>succeededFuture(new Issued.NoSecondFact());
            }
            return Future.<Issued>succeededFuture(new Issued.NoStudy());
        }));
    }

    private static Future<Issued> made(SqlConnection connection, Issue issue, String unit,
            Function<ShareLink, AuditEvent> event) {
        Tuple row = Tuple.of(issue.id(), unit, issue.study(), issue.tokenHash(), issue.caller().account(),
                issue.reason()).addDouble((double) issue.valid().toSeconds());
        return connection.preparedQuery(ISSUE).execute(row).map(PostgresShareLinkStore::first)
                .compose(link -> AuditRows.insert(connection, event.apply(link))
                        .map(kept -> new Issued.Made(link)));
    }

    @Override
    public CompletionStage<List<ShareLink>> list(String study, Set<String> units) {
        return AccessSql.answered(sql.ask(LIST, Tuple.of(study).addArrayOfString(units.toArray(String[]::new)))
                .map(rows -> {
                    List<ShareLink> links = new ArrayList<>(rows.size());
                    rows.forEach(row -> links.add(link(row)));
                    return links;
                }));
    }

    @Override
    public CompletionStage<Optional<ShareLink>> revoke(UUID id, Caller caller, Set<String> units) {
        Tuple asked = Tuple.of(id, caller.account()).addArrayOfString(units.toArray(String[]::new));
        return inTransaction(connection -> connection.preparedQuery(REVOKE).execute(asked).compose(rows -> {
            if (rows.size() == 0) {
                return Future.succeededFuture(Optional.<ShareLink>empty());
            }
            ShareLink link = first(rows);
            AuditEvent event = AuditEvent
                    .success(caller.actor(Operation.SHARE_STUDIES), AuditAction.SHARE_REVOKE, link.place().study())
                    .with(Map.of("link", id.toString()));
            return AuditRows.insert(connection, event).map(Optional.of(link));
        }));
    }

    @Override
    public CompletionStage<Opened> open(Opening opening) {
        Tuple asked = Tuple.of(opening.linkHash(), ShareLink.MOST_FAILURES, opening.fact().birthDate(),
                opening.fact().lastFour());
        return inTransaction(connection -> connection.preparedQuery(FIND).execute(asked).compose(rows -> {
            for (Row row : rows) {
                return opened(connection, opening, row);
            }
            return Future.<Opened>succeededFuture(new Opened.Unknown());
        }));
    }

    private static Future<Opened> opened(SqlConnection connection, Opening opening, Row row) {
        ShareLink link = link(row);
        AuditEvent.Actor actor = new AuditEvent.Actor("share:" + link.id(), "PATIENT", link.place().unit(),
                opening.from().source(), opening.from().request());
        if (!row.getBoolean("open")) {
            return kept(connection, AuditEvent.refused(actor, AuditAction.SHARE_OPEN, link.place().study()),
                    new Opened.Over(link));
        }
        if (!row.getBoolean("knows")) {
            return connection.preparedQuery(FAIL).execute(Tuple.of(link.id()))
                    .compose(counted -> kept(connection,
                            AuditEvent.refused(actor, AuditAction.SHARE_OPEN, link.place().study()),
                            new Opened.Wrong(first(counted))));
        }
        return connection.preparedQuery(CLEAN).execute()
                .compose(cleaned -> connection.preparedQuery(OPEN_SESSION).execute(Tuple.of(opening.session(),
                        link.id(), opening.sessionHash(), opening.from().source())))
                .compose(added -> connection.preparedQuery(USE).execute(Tuple.of(link.id())))
                .compose(used -> kept(connection,
                        AuditEvent.success(actor, AuditAction.SHARE_OPEN, link.place().study()),
                        new Opened.Yes(first(used))));
    }

    private static Future<Opened> kept(SqlConnection connection, AuditEvent event, Opened result) {
        return AuditRows.insert(connection, event).map(result);
    }

    @Override
    public CompletionStage<Optional<Session>> session(String tokenHash) {
        return AccessSql.answered(sql.ask(SESSION, Tuple.of(tokenHash)).map(rows -> {
            for (Row row : rows) {
                return Optional.of(new Session(row.getUUID(0), row.getUUID(1),
                        new ShareLink.Place(row.getString(2), row.getString(3)),
                        row.getOffsetDateTime(4).toInstant()));
            }
            return Optional.<Session>empty();
        }));
    }

    @Override
    public CompletionStage<Boolean> isOpen(UUID session) {
        return AccessSql.answered(sql.ask(IS_OPEN, Tuple.of(session)).map(rows -> rows.size() > 0));
    }

    @Override
    public CompletionStage<Boolean> end(UUID session, AuditEvent event) {
        return sql.change(event, new Statement(END, Tuple.of(session)));
    }

    private <T> CompletionStage<T> inTransaction(Function<SqlConnection, Future<T>> work) {
        Future<@Nullable T> done = pool.withTransaction(work);
        return AccessSql.answered(done.map(Objects::requireNonNull));
    }

    private static ShareLink first(RowSet<Row> rows) {
        return link(rows.iterator().next());
    }

    private static ShareLink link(Row row) {
        return new ShareLink(row.getUUID("id"),
                new ShareLink.Place(row.getString("study_uid"), row.getString("unit")), row.getString("account"),
                row.getString("reason"),
                new ShareLink.Times(row.getOffsetDateTime("created_at").toInstant(),
                        row.getOffsetDateTime("expires_at").toInstant(), instant(row, "revoked_at")),
                new ShareLink.Use(row.getInteger("opened"), instant(row, "opened_at"),
                        row.getInteger("failures")));
    }

    private static @Nullable Instant instant(Row row, String column) {
        OffsetDateTime at = row.getOffsetDateTime(column);
        return at == null ? null : at.toInstant();
    }
}
