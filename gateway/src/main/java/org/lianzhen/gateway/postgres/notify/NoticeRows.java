package org.lianzhen.gateway.postgres.notify;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.member.Urgency;
import org.lianzhen.gateway.notify.Attempt;
import org.lianzhen.gateway.notify.ChannelKind;
import org.lianzhen.gateway.notify.Duty;
import org.lianzhen.gateway.notify.DutyPerson;
import org.lianzhen.gateway.notify.Ladder;
import org.lianzhen.gateway.notify.Matter;
import org.lianzhen.gateway.notify.Message;
import org.lianzhen.gateway.notify.Notice;

/** Notices and attempts as rows. */
final class NoticeRows {
    private NoticeRows() {}

    static JsonArray json(Ladder ladder) {
        return new JsonArray(ladder.steps().stream().map(step -> new JsonObject().put("duty", step.duty().name())
                .put("unit", step.unit()).put("millis", step.each().toMillis()).put("account", step.account()))
                .toList());
    }

    static Ladder ladder(JsonArray steps) {
        return new Ladder(steps.stream().map(JsonObject.class::cast)
                .map(step -> new Ladder.Step(Duty.valueOf(step.getString("duty")), step.getString("unit"),
                        Duration.ofMillis(step.getLong("millis")), step.getString("account", "")))
                .toList());
    }

    static JsonObject json(Map<String, String> parameters) {
        return new JsonObject(new TreeMap<>(parameters));
    }

    static Matter matter(Row row) {
        Map<String, String> parameters = new TreeMap<>();
        row.getJsonObject("parameters").forEach(one -> parameters.put(one.getKey(), String.valueOf(one.getValue())));
        return new Matter(row.getString("key"), row.getString("kind"), row.getString("unit"),
                Urgency.valueOf(row.getString("urgency")),
                new Matter.Subject(row.getString("reference"), parameters), ladder(row.getJsonArray("ladder")));
    }

    static Notice notice(Row row) {
        Instant endedAt = instant(row, "ended_at");
        return new Notice(row.getUUID("id"), matter(row), row.getOffsetDateTime("raised_at").toInstant(),
                new Notice.Progress(Notice.State.valueOf(row.getString("state")), row.getInteger("step"),
                        Set.copyOf(List.of(row.getArrayOfStrings("told"))), instant(row, "climb_at"),
                        endedAt == null ? null : new Notice.Ending(endedAt, row.getString("ended_by"),
                                row.getString("ended_reason"))));
    }

    static Attempt.Leased leased(Row row) {
        return new Attempt.Leased(row.getUUID("attempt"),
                new Message(row.getUUID("id"), matter(row), row.getOffsetDateTime("raised_at").toInstant(),
                        person(row)),
                row.getInteger("tries"));
    }

    static Attempt attempt(Row row) {
        Attempt.State state = Attempt.State.valueOf(row.getString("state"));
        return new Attempt(row.getUUID("id"), row.getInteger("step"), ChannelKind.valueOf(row.getString("channel")),
                person(row), state,
                new Attempt.Tries(row.getInteger("tries"), row.getOffsetDateTime("made_at").toInstant(),
                        state == Attempt.State.PENDING ? instant(row, "due_at") : null, instant(row, "ended_at")),
                row.getString("detail"));
    }

    private static DutyPerson person(Row row) {
        return new DutyPerson(row.getString("account"), row.getString("phone"), row.getString("mail"));
    }

    private static @Nullable Instant instant(Row row, String column) {
        OffsetDateTime moment = row.getOffsetDateTime(column);
        return moment == null ? null : moment.toInstant();
    }

    static OffsetDateTime moment(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
