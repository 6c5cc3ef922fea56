package org.lianzhen.gateway.http.calendar;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.DayOfWeek;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.access.Caller;
import org.lianzhen.gateway.access.Operation;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.calendar.CalendarDirectory;
import org.lianzhen.gateway.calendar.CalendarException;
import org.lianzhen.gateway.calendar.CalendarVersion;
import org.lianzhen.gateway.calendar.DayHours;
import org.lianzhen.gateway.calendar.WorkCalendar;
import org.lianzhen.gateway.http.Answers;
import org.lianzhen.gateway.http.Bodies;
import org.lianzhen.gateway.http.Explained;
import org.lianzhen.gateway.http.Feature;
import org.lianzhen.gateway.http.Guard;
import org.lianzhen.gateway.http.Problem;
import org.lianzhen.gateway.http.ProblemException;
import org.lianzhen.gateway.http.Requests;
import org.lianzhen.gateway.http.VersionTag;

/** Routes below {@code /api/v1/calendar}. Everybody may look when people work. */
public final class CalendarFeature implements Feature {
    private static final String ROOT = "/api/v1/calendar";
    private static final int LARGEST_DOCUMENT = 256 * 1024;
    private static final int VERSIONS_TOLD = 100;

    private final CalendarDirectory calendar;
    private final InstantSource clock;

    public CalendarFeature(CalendarDirectory calendar, InstantSource clock) {
        this.calendar = calendar;
        this.clock = clock;
    }

    @Override
    public void mount(Router router) {
        router.get(ROOT).handler(Guard.loggedIn()).handler(this::inForce);
        router.get(ROOT + "/days").handler(Guard.loggedIn()).handler(this::days);
        router.get(ROOT + "/versions").handler(Guard.of(Operation.EDIT_CALENDAR))
                .handler(request -> Answers.when(request, calendar.versions(VERSIONS_TOLD),
                        all -> Answers.json(request, new JsonObject().put("items",
                                new JsonArray(all.stream().map(CalendarFeature::json).toList())))));
        router.put(ROOT).handler(Guard.of(Operation.EDIT_CALENDAR)).handler(Bodies.handler(2 * LARGEST_DOCUMENT))
                .handler(this::replace);
    }

    private void inForce(RoutingContext request) {
        tell(request, calendar.inForce().version());
    }

    private void tell(RoutingContext request, CalendarVersion version) {
        VersionTag.put(request, version.number());
        Answers.json(request, json(version).put("missingYear",
                calendar.calendar().missingYear(WorkCalendar.day(clock.instant()))));
    }

    private static JsonObject json(CalendarVersion version) {
        return new JsonObject().put("version", version.number()).put("author", version.author())
                .put("madeAt", version.madeAt().toString()).put("document", version.document());
    }

    /** Of one year. */
    private void days(RoutingContext request) {
        String asked = request.request().getParam("year");
        int year = asked != null && asked.matches("[0-9]{4}") ? Integer.parseInt(asked)
                : WorkCalendar.day(clock.instant()).getYear();
        WorkCalendar now = calendar.calendar();
        var week = new JsonObject();
        for (DayOfWeek day : DayOfWeek.values()) {
            week.put(day.name(), new JsonArray(now.week().getOrDefault(day,
                    DayHours.CLOSED).texts()));
        }
        var items = new JsonArray();
        for (Map.Entry<LocalDate, WorkCalendar.Special> day : new TreeMap<>(now.days()).entrySet()) {
            if (day.getKey().getYear() == year) {
                items.add(new JsonObject().put("day", day.getKey().toString())
                        .put("kind", day.getValue().kind().name()).put("name", day.getValue().name())
                        .put("hours", new JsonArray(day.getValue().hours().texts())));
            }
        }
        Answers.json(request, new JsonObject().put("year", year).put("known", now.years().contains(year))
                .put("week", week).put("items", items));
    }

    private void replace(RoutingContext request) {
        Caller caller = Requests.caller(request);
        int base = VersionTag.wanted(request);
        String document = Bodies.text(Bodies.json(request), "document", LARGEST_DOCUMENT);
        AuditEvent event = AuditEvent.success(caller.actor(Operation.EDIT_CALENDAR), AuditAction.CALENDAR_CHANGE,
                "calendar/" + (base + 1));
        Answers.when(request, Explained.by(calendar.replace(base, caller.account(), document, event),
                CalendarFeature::problem),
                added -> tell(request, added.orElseThrow(() -> new ProblemException(
                        Problem.stale("Somebody else has changed the calendar: get it, and change that.")))));
    }

    private static @Nullable Problem problem(Throwable fault) {
        return fault instanceof CalendarException wrong
                ? Problem.unprocessable("calendar", String.join("; ", wrong.problems()))
                : null;
    }
}
