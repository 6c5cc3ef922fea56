package org.lianzhen.gateway.postgres.archive;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lianzhen.gateway.archive.Acceptance;
import org.lianzhen.gateway.archive.Acceptance.ParkReason;
import org.lianzhen.gateway.archive.InstanceEntry;

/**
 * What to do with an instance whose UID is taken or whose study belongs to another patient: the same bytes are a duplicate;
 * where no version is in force, it is; anything else is kept as a further version that waits.
 */
final class Contradiction {
    private static final String VERSIONS = """
            select i.id, i.unit, i.object_key, i.version, i.state, i.sha256, i.transfer_syntax_uid, s.uid as study_uid, e.uid as series_uid,
                coalesce((select p.identity = $3 or exists (
                    select from patient q where q.identity = $3 and q.person = p.person)
                    from study t join patient p on p.id = t.patient where t.uid = $2), true) as patient_agrees
            from instance i join study s on s.id = i.study join series e on e.id = i.series
            where i.sop_instance_uid = $1 order by i.version""";

    /** Nobody may put a version in force meanwhile. */
    private static final String LOCKED_VERSIONS = VERSIONS + " for no key update of i";

    /** The sender has seen its instance acknowledged, although what is kept is another unit's copy. */
    private static final String HOLDER = """
            insert into instance_holder (instance, unit) values ($1, $2) on conflict do nothing""";

    private final SqlConnection connection;
    private final BatchRows.InstanceRow row;

    private Contradiction(SqlConnection connection, BatchRows.InstanceRow row) {
        this.connection = connection;
        this.row = row;
    }

    static Future<Acceptance> settle(SqlConnection connection, BatchRows.InstanceRow row) {
        var one = new Contradiction(connection, row);
        return one.versions(VERSIONS).compose(versions -> one.awaitsNobody(versions)
                ? one.versions(LOCKED_VERSIONS).compose(one::settle)
                : one.settle(versions));
    }

    private Future<List<Version>> versions(String sql) {
        InstanceEntry entry = row.entry();
        return connection.preparedQuery(sql)
                .execute(Tuple.of(entry.image().sopInstanceUid(), entry.study().uid(), row.identity()))
                .map(rows -> {
                    List<Version> versions = new ArrayList<>(rows.size());
                    rows.forEach(found -> versions.add(new Version(found)));
                    return versions;
                });
    }

    /** A version that is here already. */
    private record Version(Row row) {
        String unit() {
            return row.getString("unit");
        }

        int number() {
            return row.getInteger("version");
        }

        boolean isIn(String state) {
            return row.getString("state").equals(state);
        }

        boolean hasBytesOf(BatchRows.InstanceRow other) {
            return row.getString("sha256").equals(other.sha256()) && hasSyntaxOf(other);
        }

        boolean hasSyntaxOf(BatchRows.InstanceRow other) {
            return row.getString("transfer_syntax_uid").equals(other.entry().image().transferSyntaxUid());
        }

        boolean hasPlaceOf(BatchRows.InstanceRow other) {
            return row.getString("study_uid").equals(other.entry().study().uid())
                    && row.getString("series_uid").equals(other.entry().series().uid());
        }

        boolean patientAgrees() {
            return row.getBoolean("patient_agrees");
        }
    }

    /** Whether it can be in force at once: the versions before it are not, and its patient is that of its study. */
    private boolean awaitsNobody(List<Version> versions) {
        return !versions.isEmpty() && versions.getFirst().patientAgrees()
                && versions.stream().noneMatch(version -> version.isIn("ACTIVE") || version.hasBytesOf(row));
    }

    private Future<Acceptance> settle(List<Version> versions) {
        Optional<Version> same = versions.stream().filter(version -> version.hasBytesOf(row)).findFirst();
        if (same.isPresent()) {
            return duplicate(same.get());
        }
        int number = 1 + versions.stream().mapToInt(Version::number).max().orElse(0);
        if (awaitsNobody(versions)) {
            return FurtherVersion.inForce(connection, row, number).map(done -> new Acceptance.Stored());
        }
        ParkReason reason = reason(versions);
        return FurtherVersion.park(connection, row, number, reason)
                .map(done -> new Acceptance.Parked(number, reason));
    }

    private Future<Acceptance> duplicate(Version kept) {
        String unit = row.entry().origin().unit();
        Future<?> held = kept.unit().equals(unit)
                ? Future.succeededFuture()
                : connection.preparedQuery(HOLDER).execute(Tuple.of(kept.row().getUUID("id"), unit));
        return held.map(done -> new Acceptance.Duplicate(kept.row().getString("object_key")));
    }

    private ParkReason reason(List<Version> versions) {
        Optional<Version> active = versions.stream().filter(version -> version.isIn("ACTIVE")).findFirst();
        if (active.isEmpty() || !active.get().patientAgrees()) {
            return ParkReason.PATIENT_DIFFERS;
        }
        if (!active.get().hasPlaceOf(row)) {
            return ParkReason.PLACE_DIFFERS;
        }
        boolean otherSyntax = versions.stream().anyMatch(this::mayBeTheSame);
        return otherSyntax ? ParkReason.SYNTAX_DIFFERS : ParkReason.CONTENT_DIFFERS;
    }

    /** One that is the same as a third is compared with that one. */
    private boolean mayBeTheSame(Version version) {
        return version.hasPlaceOf(row) && !version.hasSyntaxOf(row) && !version.isIn("REDUNDANT");
    }
}
