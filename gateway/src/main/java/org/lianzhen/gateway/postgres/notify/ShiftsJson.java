package org.lianzhen.gateway.postgres.notify;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.notify.DutyPerson;
import org.lianzhen.gateway.notify.Shift;

/** Shifts as a column has them. */
final class ShiftsJson {
    private ShiftsJson() {}

    static JsonArray of(List<Shift> shifts) {
        var all = new JsonArray();
        for (Shift shift : shifts) {
            var persons = new JsonArray();
            shift.persons().forEach(person -> persons.add(new JsonObject().put("account", person.account())
                    .put("phone", person.phone()).put("mail", person.mail())));
            all.add(new JsonObject().put("from", text(shift.from())).put("to", text(shift.to())).put("persons",
                    persons));
        }
        return all;
    }

    static List<Shift> read(JsonArray shifts) {
        return shifts.stream().map(JsonObject.class::cast)
                .map(shift -> new Shift(moment(shift.getString("from")), moment(shift.getString("to")),
                        shift.getJsonArray("persons").stream().map(JsonObject.class::cast)
                                .map(person -> new DutyPerson(person.getString("account"), person.getString("phone"),
                                        person.getString("mail")))
                                .toList()))
                .toList();
    }

    private static @Nullable String text(@Nullable Instant moment) {
        return moment == null ? null : moment.toString();
    }

    private static @Nullable Instant moment(@Nullable String text) {
        return text == null ? null : Instant.parse(text);
    }
}
