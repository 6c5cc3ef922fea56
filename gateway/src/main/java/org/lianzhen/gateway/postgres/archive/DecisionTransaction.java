package org.lianzhen.gateway.postgres.archive;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.lianzhen.gateway.archive.conflict.Decision;
import org.lianzhen.gateway.archive.conflict.Decision.Result;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.postgres.UuidV7;
import org.lianzhen.gateway.postgres.audit.AuditRows;

/**
 * A decision on a parked instance. Studies are locked before versions, as batches do, and all versions of the UID, so that no
 * two are ever in force.
 */
final class DecisionTransaction {
    private static final String PARKING = """
            select i.sop_instance_uid, i.version, k.unit from parking k join instance i on i.id = k.instance
            where k.instance = $1""";

    private static final String LOCK_STUDIES = """
            select 1 from study where id in (select study from instance where sop_instance_uid = $1)
            order by uid for no key update""";

    private static final String VERSIONS = """
            select i.id, i.study, i.series, i.state, i.superseded_at, k.comparing
            from instance i left join parking k on k.instance = i.id
            where i.sop_instance_uid = $1 order by i.superseded_at desc nulls last, i.version for update of i""";

    private static final String SET_STATE = """
            update instance set state = $2::text, superseded_at = case when $2 = 'SUPERSEDED' then now() end
            where id = $1""";

    private static final String DECIDED = "update parking set decided_at = now() where instance = $1";

    private static final String NOTE = """
            insert into parking_decision (id, instance, unit, decision, decided_by, reason)
            select $1, k.instance, k.unit, $3, $4, $5 from parking k where k.instance = $2""";

    private static final String SETTLE_ALERTS = """
            update alert set settled_at = now(), settled_by = $2 where subject = $1 and settled_at is null""";

    private final SqlConnection connection;
    private final Decision decision;
    private final Kind kind;

    /** What was decided. */
    enum Kind {
        RELEASED(AuditAction.VERSION_RELEASE, "ACTIVE"),
        REJECTED(AuditAction.VERSION_REJECT, "REJECTED");

        private final AuditAction action;
        private final String state;

        Kind(AuditAction action, String state) {
            this.action = action;
            this.state = state;
        }
    }

    /** A version of the instance; what gave way last comes first. */
    private record Version(UUID id, UUID study, UUID series, String state, boolean comparing) {
        static Version of(Row row) {
            return new Version(row.getUUID("id"), row.getUUID("study"), row.getUUID("series"), row.getString("state"),
                    Boolean.TRUE.equals(row.getBoolean("comparing")));
        }
    }

    private DecisionTransaction(SqlConnection connection, Decision decision, Kind kind) {
        this.connection = connection;
        this.decision = decision;
        this.kind = kind;
    }

    static Future<Result> run(SqlConnection connection, Decision decision, Kind kind) {
        return new DecisionTransaction(connection, decision, kind).run();
    }

    private Future<Result> run() {
        return connection.preparedQuery(PARKING).execute(Tuple.of(decision.subject())).compose(rows -> {
            if (rows.size() == 0) {
                return Future.succeededFuture(new Result.Unknown());
            }
            Row parked = rows.iterator().next();
            String uid = parked.getString("sop_instance_uid");
            Map<String, String> version = Map.of("version", String.valueOf(parked.getInteger("version")));
            if (!decision.units().contains(parked.getString("unit"))) {
                AuditEvent refused = AuditEvent.refused(decision.by(), kind.action, uid).with(version);
                return AuditRows.insert(connection, refused).map(done -> new Result.NotYours());
            }
            AuditEvent done = AuditEvent.success(decision.by(), kind.action, uid).with(version);
            return versions(uid).compose(versions -> decide(versions, done));
        });
    }

    private Future<List<Version>> versions(String sopInstanceUid) {
        Tuple uid = Tuple.of(sopInstanceUid);
        return connection.preparedQuery(LOCK_STUDIES).execute(uid)
                .compose(locked -> connection.preparedQuery(VERSIONS).execute(uid)).map(rows -> {
                    List<Version> versions = new ArrayList<>(rows.size());
                    rows.forEach(row -> versions.add(Version.of(row)));
                    return versions;
                });
    }

    private Future<Result> decide(List<Version> versions, AuditEvent event) {
        Version subject = versions.stream().filter(version -> version.id().equals(decision.subject())).findFirst()
                .orElseThrow();
        if (subject.comparing()) {
            return Future.succeededFuture(new Result.StillCompared());
        }
        if (subject.state().equals(kind.state) || subject.state().equals("REDUNDANT")) {
            return Future.succeededFuture(new Result.Already(subject.state()));
        }
        Optional<Version> other = other(versions, subject);
        String otherState = kind == Kind.RELEASED ? "SUPERSEDED" : "ACTIVE";
        Future<?> changed = other.isEmpty() ? Future.succeededFuture() : set(other.get(), otherState);
        return changed.compose(done -> set(subject, kind.state))
                .compose(done -> recount(subject, other))
                .compose(done -> route(subject, other))
                .compose(done -> note())
                .compose(done -> AuditRows.insert(connection, event))
                .map(done -> new Result.Done());
    }

    /** The version that gives way, or that comes back. */
    private Optional<Version> other(List<Version> versions, Version subject) {
        boolean leaves = kind == Kind.REJECTED && subject.state().equals("ACTIVE");
        String wanted = kind == Kind.RELEASED ? "ACTIVE" : leaves ? "SUPERSEDED" : "";
        return versions.stream().filter(version -> version.state().equals(wanted)).findFirst();
    }

    private Future<?> set(Version version, String state) {
        return connection.preparedQuery(SET_STATE).execute(Tuple.of(version.id(), state));
    }

    private Future<?> recount(Version subject, Optional<Version> other) {
        Future<?> counted = Recount.of(connection, subject.study(), subject.series());
        return other.isEmpty() ? counted
                : counted.compose(done -> Recount.of(connection, other.get().study(), other.get().series()));
    }

    private Future<?> route(Version subject, Optional<Version> other) {
        Optional<Version> inForce = kind == Kind.RELEASED ? Optional.of(subject) : other;
        return inForce.isEmpty() ? Future.succeededFuture()
                : FurtherVersion.about(connection, FurtherVersion.ARRIVAL, inForce.get().id());
    }

    private Future<?> note() {
        UUID subject = decision.subject();
        Tuple note = Tuple.of(UuidV7.next(), subject, kind.name(), decision.by().name(), decision.reason());
        return connection.preparedQuery(NOTE).execute(note)
                .compose(done -> connection.preparedQuery(DECIDED).execute(Tuple.of(subject)))
                .compose(done -> connection.preparedQuery(SETTLE_ALERTS)
                        .execute(Tuple.of(subject, decision.by().name())));
    }
}
