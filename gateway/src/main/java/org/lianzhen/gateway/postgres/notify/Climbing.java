package org.lianzhen.gateway.postgres.notify;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.lianzhen.gateway.notify.Shift;
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
        }).compose(rosters -> withPersons(ladder, rosters));
    }

    /** Where a step is one person, that one is on duty always, unless the account was closed. */
    private Future<List<Roster>> withPersons(Ladder ladder, List<Roster> rosters) {
        Future<List<Roster>> all = Future.succeededFuture(new ArrayList<>(rosters));
        for (int i = 0; i < rosters.size(); i++) {
            Ladder.Step step = ladder.steps().get(i);
            int place = i;
            if (!step.account().isEmpty()) {
                all = all.compose(found -> execute(NoticeSql.PERSON, Tuple.of(step.account())).map(rows -> {
                    found.set(place, new Roster(step.unit(), step.duty(), rows.size() == 0 ? List.of()
                            : List.of(new Shift(null, null, List.of(reached(step.account(), rows))))));
                    return found;
                }));
            }
        }
        return all;
    }

    /** As the first roster that has a telephone number or address of theirs says. */
    private static DutyPerson reached(String account, RowSet<Row> rosters) {
        for (Row row : rosters) {
            JsonArray shifts = row.getJsonArray("shifts");
            Optional<DutyPerson> found = shifts == null ? Optional.empty()
                    : ShiftsJson.read(shifts).stream().flatMap(shift -> shift.persons().stream())
                            .filter(one -> one.account().equals(account)).findFirst();
            if (found.isPresent()) {
                return found.get();
            }
        }
        return new DutyPerson(account, "", "");
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
