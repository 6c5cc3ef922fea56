package org.lianzhen.gateway.postgres.archive;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import org.lianzhen.gateway.archive.Acceptance;
import org.lianzhen.gateway.archive.Acceptance.ParkReason;
import org.lianzhen.gateway.archive.InstanceEntry;
import org.lianzhen.gateway.postgres.UuidV7;

/**
 * What to do with an instance whose UID is taken or whose study belongs to another patient: the same bytes are a duplicate,
 * anything else is kept as a further version for a person to decide on.
 */
final class Contradiction {
    private Contradiction() {}

    static Future<Acceptance> settle(SqlConnection connection, BatchRows.InstanceRow row) {
        InstanceEntry entry = row.entry();
        return connection.preparedQuery(Statements.VERSIONS)
                .execute(Tuple.of(entry.image().sopInstanceUid(), entry.study().uid(), row.identity()))
                .compose(versions -> settle(connection, row, versions));
    }

    private static Future<Acceptance> settle(SqlConnection connection, BatchRows.InstanceRow row,
            RowSet<Row> versions) {
        int last = 1;
        ParkReason reason = ParkReason.PATIENT_DIFFERS;
        for (Row version : versions) {
            if (isSame(version, row)) {
                return Future.succeededFuture(new Acceptance.Duplicate());
            }
            last = Math.max(last, version.getInteger("version"));
            if (version.getBoolean("patient_agrees")) {
                reason = isSamePlace(version, row) ? ParkReason.CONTENT_DIFFERS : ParkReason.PLACE_DIFFERS;
            }
        }
        return park(connection, row, new Acceptance.Parked(last + 1, reason));
    }

    private static boolean isSame(Row version, BatchRows.InstanceRow row) {
        return version.getString("sha256").equals(row.sha256())
                && version.getString("transfer_syntax_uid").equals(row.entry().image().transferSyntaxUid());
    }

    private static boolean isSamePlace(Row version, BatchRows.InstanceRow row) {
        return version.getString("study_uid").equals(row.entry().study().uid())
                && version.getString("series_uid").equals(row.entry().series().uid());
    }

    private static Future<Acceptance> park(SqlConnection connection, BatchRows.InstanceRow row,
            Acceptance.Parked parked) {
        Tuple parameters = row.parked(parked.version(), parked.reason().name());
        return connection.preparedQuery(Statements.PARK).execute(parameters)
                .compose(done -> connection.preparedQuery(Statements.ALERT).execute(
                        Tuple.of(UuidV7.next(), row.entry().origin().unit(), parked.reason().name(), row.id())))
                .map(done -> parked);
    }
}
