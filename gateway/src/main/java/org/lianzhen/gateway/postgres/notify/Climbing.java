package org.lianzhen.gateway.postgres.notify;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.notify.ChannelKind;
import org.lianzhen.gateway.notify.Climb;
import org.lianzhen.gateway.notify.Duty;
import org.lianzhen.gateway.notify.DutyPerson;
import org.lianzhen.gateway.notify.Ladder;
import org.lianzhen.gateway.notify.Roster;
import org.lianzhen.gateway.postgres.UuidV7;
import org.lianzhen.gateway.postgres.audit.AuditRows;

/**
 * Lets matters climb, in one transaction: that a person is to be told, by which channels, and when the next one is.
 *
 * @param channels that are there
 */
record Climbing(SqlConnection connection, Instant now, Set<ChannelKind> channels) {

    /** The matter that has been due for longest and is in nobody's hands. @return how many there were, 0 or 1 */
    Future<Integer> next(Function<Climb.Standing, Climb> decide) {
        return execute(NoticeSql.DUE, Tuple.of(NoticeRows.moment(now))).compose(rows -> {
            for (Row row : rows) {
                Ladder ladder = NoticeRows.ladder(row.getJsonArray("ladder"));
                return rosters(ladder).compose(rosters -> climb(row, decide.apply(new Climb.Standing(ladder,
                        row.getInteger("step"), Set.of(row.getArrayOfStrings("told")), rosters)))).map(1);
            }
            return Future.succeededFuture(0);
        });
    }

    /** One for each step. */
    private Future<List<Roster>> rosters(Ladder ladder) {
        String[] units = ladder.steps().stream().map(Ladder.Step::unit).toArray(String[]::new);
        String[] duties = ladder.steps().stream().map(step -> step.duty().name()).toArray(String[]::new);
        return execute(NoticeSql.ROSTERS, Tuple.tuple().addArrayOfString(units).addArrayOfString(duties)).map(rows -> {
            Map<List<String>, Roster> found = new HashMap<>();
            for (Row row : rows) {
                String unit = row.getString("unit");
                String duty = row.getString("duty");
                found.put(List.of(unit, duty),
                        new Roster(unit, Duty.valueOf(duty), ShiftsJson.read(row.getJsonArray("shifts"))));
            }
            return ladder.steps().stream().map(step -> found.getOrDefault(List.of(step.unit(), step.duty().name()),
                    Roster.empty(step.unit(), step.duty()))).toList();
        });
    }

    private Future<Void> climb(Row row, Climb climb) {
        UUID id = row.getUUID("id");
        return switch (climb) {
            case Climb.End _ -> execute(NoticeSql.EXHAUSTED, Tuple.of(id, NoticeRows.moment(now)))
                    .compose(done -> AuditRows.insert(connection, AuditEvent
                            .failed(AuditEvent.Actor.GATEWAY, AuditAction.NOTICE_EXHAUST, "notices/" + id)));
            case Climb.Tell tell -> tell(row, tell)
                    .compose(done -> execute(NoticeSql.CLIMBED,
                            Tuple.of(id, tell.step(), NoticeRows.moment(now.plus(tell.each())))))
                    .mapEmpty();
        };
    }

    private Future<Void> tell(Row notice, Climb.Tell tell) {
        DutyPerson person = tell.person();
        List<Tuple> attempts = new ArrayList<>();
        for (ChannelKind channel : ChannelKind.values()) {
            if (channels.contains(channel) && channel.reaches(person)) {
                attempts.add(Tuple.tuple().addUUID(UuidV7.next()).addString(notice.getString("unit"))
                        .addUUID(notice.getUUID("id"))
                        .addString(channel.name()).addString(person.account()).addString(person.phone())
                        .addString(person.mail()).addInteger(tell.step()).addOffsetDateTime(NoticeRows.moment(now)));
            }
        }
        return connection.preparedQuery(NoticeSql.TELL).executeBatch(attempts).mapEmpty();
    }

    private Future<RowSet<Row>> execute(String sql, Tuple parameters) {
        return connection.preparedQuery(sql).execute(parameters);
    }
}
