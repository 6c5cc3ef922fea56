package org.lianzhen.gateway.postgres.patient;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import org.lianzhen.gateway.patient.Link;
import org.lianzhen.gateway.patient.Link.Act;
import org.lianzhen.gateway.patient.Link.Outcome;
import org.lianzhen.gateway.postgres.UuidV7;

/** One decision, in a transaction. Decisions are rare, so they wait for each other and need not fear each other. */
final class LinkTransaction {
    private static final int MOST_RECORDS = 100;

    private static final String LOCK = "select pg_advisory_xact_lock(hashtext('lianzhen.patient_link')), "
            + "set_config('statement_timeout', '10s', true)";

    /** Everything that is linked to $1 and to $2, each with itself. */
    private static final String REACH = """
            with recursive one (id) as (
                select $1::uuid union select case when l.first = o.id then l.second else l.first end
                from one o join patient_link l on l.first = o.id or l.second = o.id
            ), other (id) as (
                select $2::uuid union select case when l.first = o.id then l.second else l.first end
                from other o join patient_link l on l.first = o.id or l.second = o.id
            )
            """;

    private static final String STATE = REACH + """
            select (select count(*) from patient where id in ($1, $2)) = 2 as known,
                exists (select from one where id = $2) as together,
                (select count(*) from one) + (select count(*) from other) as records,
                exists (select from one a, other b, lateral (
                    select h.act from patient_link_history h
                    where h.first = least(a.id, b.id) and h.second = greatest(a.id, b.id)
                    order by h.id desc limit 1) last where last.act <> 'LINK') as separated""";

    /** Gives everything that is linked to $1, or to $2, the oldest of it as person. */
    private static final String REGROUP = REACH
            + """
                    , groups (id, person) as (
                        select id, case when (select count(*) from one) > 1 then (select id from one order by id limit 1) end
                        from one
                        union
                        select id, case when (select count(*) from other) > 1 then (select id from other order by id limit 1) end
                        from other
                    )
                    update patient p set person = g.person from groups g where g.id = p.id and p.person is distinct from g.person""";

    private final SqlConnection connection;
    private final Link link;

    private LinkTransaction(SqlConnection connection, Link link) {
        this.connection = connection;
        this.link = link;
    }

    static Future<Outcome> link(SqlConnection connection, Link link) {
        var one = new LinkTransaction(connection, link);
        return one.locked().compose(done -> one.execute(STATE, link.first(), link.second()))
                .compose(state -> one.link(state.iterator().next()));
    }

    private Future<Outcome> link(Row state) {
        if (!state.getBoolean("known")) {
            return Future.succeededFuture(new Outcome.Unknown());
        }
        if (state.getBoolean("together")) {
            return Future.succeededFuture(new Outcome.Unchanged());
        }
        if (link.author().equals(Link.Author.GATEWAY) && state.getBoolean("separated")) {
            return Future.succeededFuture(new Outcome.Separated());
        }
        if (state.getLong("records") > MOST_RECORDS) {
            return Future.succeededFuture(new Outcome.TooMany());
        }
        return execute("insert into patient_link (first, second, unit) values ($1, $2, $3)", link.first(),
                link.second(), link.author().unit())
                .compose(done -> settled(Act.LINK));
    }

    static Future<Outcome> unlink(SqlConnection connection, Link link) {
        var one = new LinkTransaction(connection, link);
        return one.locked()
                .compose(done -> one.execute("delete from patient_link where first = $1 and second = $2", link.first(),
                        link.second()))
                .compose(removed -> removed.rowCount() == 0 ? Future.succeededFuture(new Outcome.Unchanged())
                        : one.settled(Act.UNLINK));
    }

    /** A proposal is settled by either answer; what was linked stays. */
    static Future<Outcome> dismiss(SqlConnection connection, Link link) {
        var one = new LinkTransaction(connection, link);
        return one.locked().compose(done -> one.dropProposal())
                .compose(removed -> removed.rowCount() == 0 ? Future.succeededFuture(new Outcome.Unchanged())
                        : one.note(Act.DISMISS).map(noted -> new Outcome.Done()));
    }

    private Future<RowSet<Row>> locked() {
        return connection.query(LOCK).execute();
    }

    private Future<Outcome> settled(Act act) {
        return note(act).compose(done -> dropProposal())
                .compose(done -> execute(REGROUP, link.first(), link.second())).map(done -> new Outcome.Done());
    }

    private Future<RowSet<Row>> note(Act act) {
        return execute("insert into patient_link_history (id, unit, act, first, second, author, why) "
                + "values ($1, $2, $3, $4, $5, $6, $7)", UuidV7.next(), link.author().unit(), act.name(), link.first(),
                link.second(), link.author().name(), link.why());
    }

    private Future<RowSet<Row>> dropProposal() {
        return execute("delete from patient_link_proposal where first = $1 and second = $2", link.first(),
                link.second());
    }

    private Future<RowSet<Row>> execute(String sql, Object... parameters) {
        return connection.preparedQuery(sql).execute(Tuple.from(parameters));
    }
}
