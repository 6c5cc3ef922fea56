package org.lianzhen.gateway.http.roster;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.access.Account;
import org.lianzhen.gateway.http.Bodies;
import org.lianzhen.gateway.http.Problem;
import org.lianzhen.gateway.http.ProblemException;
import org.lianzhen.gateway.notify.DutyPerson;
import org.lianzhen.gateway.notify.RosterVersion;
import org.lianzhen.gateway.notify.Shift;

/** Rosters as the contract writes them. */
final class RosterJson {
    private static final int MOST_SHIFTS = 500;
    private static final int MOST_PERSONS = 50;
    private static final int LONGEST = 255;
    private static final Pattern PHONE = Pattern.compile("\\+?[0-9-]{3,20}");
    private static final Pattern MAIL = Pattern.compile("[^\\s@<>]{1,64}@[^\\s@<>]{1,190}");

    private RosterJson() {}

    /** @param now of which those on duty are told */
    static JsonObject of(RosterVersion version, Instant now) {
        var shifts = new JsonArray();
        for (Shift shift : version.roster().shifts()) {
            shifts.add(new JsonObject().put("from", text(shift.from())).put("to", text(shift.to()))
                    .put("persons", persons(shift.persons())));
        }
        return new JsonObject().put("unit", version.roster().unit()).put("duty", version.roster().duty().name())
                .put("version", version.number()).put("author", version.author())
                .put("madeAt", version.madeAt().toString()).put("shifts", shifts)
                .put("onDuty", persons(version.roster().onDuty(now)));
    }

    private static @Nullable String text(@Nullable Instant moment) {
        return moment == null ? null : moment.toString();
    }

    private static JsonArray persons(List<DutyPerson> persons) {
        return new JsonArray(persons.stream().map(person -> new JsonObject().put("account", person.account())
                .put("phone", person.phone()).put("mail", person.mail())).toList());
    }

    /** @throws ProblemException (422) that says what is wrong */
    static List<Shift> shifts(JsonObject body) {
        List<Shift> shifts = new ArrayList<>();
        for (JsonObject shift : objects(body, "shifts", MOST_SHIFTS)) {
            Instant from = moment(shift, "from");
            Instant to = moment(shift, "to");
            if (from != null && to != null && !from.isBefore(to)) {
                throw wrong("A shift must end after it begins: " + from + " to " + to + ".");
            }
            shifts.add(new Shift(from, to,
                    objects(shift, "persons", MOST_PERSONS).stream().map(RosterJson::person).toList()));
        }
        return shifts;
    }

    private static DutyPerson person(JsonObject person) {
        String account = Bodies.optionalText(person, "account", LONGEST);
        String phone = Bodies.optionalText(person, "phone", LONGEST);
        String mail = Bodies.optionalText(person, "mail", LONGEST);
        if (!Account.isName(account)) {
            throw wrong("Everybody on a roster must be named by an account.");
        }
        if (!phone.isEmpty() && !PHONE.matcher(phone).matches()) {
            throw wrong("The phone of " + account + " must be made of digits and hyphens.");
        }
        if (!mail.isEmpty() && !MAIL.matcher(mail).matches()) {
            throw wrong("The mail address of " + account + " is none.");
        }
        return new DutyPerson(account, phone, mail);
    }

    private static List<JsonObject> objects(JsonObject from, String name, int most) {
        if (from.getValue(name) instanceof JsonArray array && array.size() <= most
                && array.stream().allMatch(JsonObject.class::isInstance)) {
            return array.stream().map(JsonObject.class::cast).toList();
        }
        throw wrong("\"" + name + "\" must be a list of at most " + most + " objects.");
    }

    private static @Nullable Instant moment(JsonObject from, String name) {
        Object said = from.getValue(name);
        if (said == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(String.valueOf(said)).toInstant();
        } catch (DateTimeException e) {
            throw wrong("\"" + name + "\" must be a moment such as 2026-06-01T08:00:00+08:00.");
        }
    }

    private static ProblemException wrong(String detail) {
        return new ProblemException(Problem.unprocessable("roster", detail));
    }
}
