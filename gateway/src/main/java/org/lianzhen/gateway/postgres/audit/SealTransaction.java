package org.lianzhen.gateway.postgres.audit;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Gives the oldest events that wait their places in the chain. One at a time for the whole database. */
final class SealTransaction {
    static final int LARGEST_BATCH = 500;

    /** Held until the transaction ends; the key is our own. Others find it taken and have nothing to do. */
    private static final String TAKE_TURN = "select pg_try_advisory_xact_lock(7021120250728)";
    private static final String HEAD = "select sequence, hash from audit_seal order by sequence desc limit 1";
    private static final String WAITING = "select p.position, " + EventRow.COLUMNS
            + " from audit_pending p join audit_event e on e.id = p.event order by p.position limit " + LARGEST_BATCH;
    private static final String SEAL = """
            insert into audit_seal (sequence, event, hash) select * from unnest($1::bigint[], $2::uuid[], $3::text[])""";
    private static final String DONE = "delete from audit_pending where position = any($1)";

    private final SqlConnection connection;
    private final List<Long> positions = new ArrayList<>();
    private final List<Long> sequences = new ArrayList<>();
    private final List<UUID> events = new ArrayList<>();
    private final List<String> hashes = new ArrayList<>();

    private SealTransaction(SqlConnection connection) {
        this.connection = connection;
    }

    /** @return how many have got their places; fewer than the largest batch when nobody waits any more, or it is not our turn */
    static Future<Integer> run(SqlConnection connection) {
        return connection.query(TAKE_TURN).execute().compose(turn -> turn.iterator().next().getBoolean(0)
                ? new SealTransaction(connection).seal()
                : Future.succeededFuture(0));
    }

    private Future<Integer> seal() {
        Future<RowSet<Row>> head = connection.query(HEAD).execute();
        Future<RowSet<Row>> waiting = connection.query(WAITING).execute();
        return Future.all(head, waiting).compose(done -> {
            link(head.result(), waiting.result());
            return events.isEmpty() ? Future.succeededFuture(0) : write();
        });
    }

    private void link(RowSet<Row> head, RowSet<Row> waiting) {
        long sequence = 0;
        String hash = EventRow.NO_HASH;
        for (Row row : head) {
            sequence = row.getLong("sequence");
            hash = row.getString("hash");
        }
        for (Row row : waiting) {
            EventRow event = EventRow.of(row);
            sequence++;
            hash = event.hash(hash, sequence);
            positions.add(row.getLong("position"));
            sequences.add(sequence);
            events.add(event.id());
            hashes.add(hash);
        }
    }

    private Future<Integer> write() {
        Tuple links = Tuple.of(sequences.toArray(Long[]::new), events.toArray(UUID[]::new),
                hashes.toArray(String[]::new));
        return connection.preparedQuery(SEAL).execute(links)
                .compose(done -> connection.preparedQuery(DONE).execute(Tuple.of(positions.toArray(Long[]::new))))
                .map(done -> events.size());
    }
}
