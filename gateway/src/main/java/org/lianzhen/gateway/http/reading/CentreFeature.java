package org.lianzhen.gateway.http.reading;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.access.Caller;
import org.lianzhen.gateway.access.Operation;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.calendar.WorkCalendar;
import org.lianzhen.gateway.http.Answers;
import org.lianzhen.gateway.http.Feature;
import org.lianzhen.gateway.http.Guard;
import org.lianzhen.gateway.http.Problem;
import org.lianzhen.gateway.http.ProblemException;
import org.lianzhen.gateway.http.Requests;
import org.lianzhen.gateway.member.MemberDirectory;
import org.lianzhen.gateway.member.Unit;
import org.lianzhen.gateway.reading.figures.CentreFigures;
import org.lianzhen.gateway.reading.queue.CentreWatch;

/** What the director of a centre looks at: what waits, who reads how much, and what the centre has done. */
public final class CentreFeature implements Feature {
    private static final String ROOT = "/api/v1/centre";
    private static final int LONGEST_DAYS = 3 * 366;
    private static final int DAY_LENGTH = 10;

    private final Base base;

    /** What it stands on. */
    public record Base(CentreWatch watch, CentreFigures figures, MemberDirectory members, InstantSource clock) {}

    public CentreFeature(Base base) {
        this.base = base;
    }

    @Override
    public String contract() {
        return "centre.yaml";
    }

    @Override
    public void mount(Router router) {
        router.get(ROOT + "/backlog").handler(Guard.of(Operation.DIRECT_READINGS)).handler(this::backlog);
        router.get(ROOT + "/readers").handler(Guard.of(Operation.DIRECT_READINGS)).handler(this::readers);
        router.get(ROOT + "/figures").handler(Guard.of(Operation.VIEW_FIGURES)).handler(this::figures);
    }

    private void backlog(RoutingContext request) {
        Answers.when(request, base.watch().backlog(Set.of(Requests.caller(request).unit())),
                shares -> Answers.json(request, new JsonObject().put("shares", new JsonArray(shares.stream()
                        .map(one -> new JsonObject().put("by", one.by().name()).put("key", one.key())
                                .put("name", one.by() == CentreWatch.By.UNIT ? unitName(one.key()) : null)
                                .put("studies", one.studies()).put("late", one.late()))
                        .toList()))));
    }

    private String unitName(String code) {
        return base.members().members().unit(code).map(Unit::name).orElse(code);
    }

    /** What was signed today counts, by the calendar on the wall. */
    private void readers(RoutingContext request) {
        Instant midnight = WorkCalendar.day(base.clock().instant()).atStartOfDay(WorkCalendar.ZONE).toInstant();
        Answers.when(request, base.watch().loads(Set.of(Requests.caller(request).unit()), midnight),
                loads -> Answers.json(request, new JsonObject().put("readers", new JsonArray(loads.stream()
                        .map(one -> new JsonObject().put("account", one.reader().account())
                                .put("name", one.reader().name()).put("inHand", one.inHand())
                                .put("late", one.late()).put("written", one.written())
                                .put("approved", one.approved()))
                        .toList()))));
    }

    private void figures(RoutingContext request) {
        Caller caller = Requests.caller(request);
        var asked = new CentreFigures.Asked(Set.of(caller.unit()), by(request), day(request, "from"),
                day(request, "to"));
        if (asked.to().isBefore(asked.from()) || asked.from().plusDays(LONGEST_DAYS).isBefore(asked.to())) {
            throw wrong("\"to\" must not be before \"from\", and at most " + LONGEST_DAYS + " days later.");
        }
        AuditEvent event = AuditEvent
                .success(caller.actor(Operation.VIEW_FIGURES), AuditAction.FIGURE_VIEW, caller.unit())
                .with(Map.of("by", asked.by().name(), "from", asked.from().toString(), "to", asked.to().toString()));
        Answers.audited(request, event, () -> Answers.when(request, base.figures().figures(asked),
                rows -> Answers.json(request, new JsonObject().put("by", asked.by().name())
                        .put("from", asked.from().toString()).put("to", asked.to().toString())
                        .put("rows", new JsonArray(rows.stream().map(row -> json(row, asked.by())).toList())))));
    }

    private static CentreFigures.By by(RoutingContext request) {
        String asked = request.request().getParam("by");
        return Arrays.stream(CentreFigures.By.values()).filter(one -> one.name().equals(asked)).findFirst()
                .orElseThrow(() -> wrong("\"by\" must be one of " + Arrays.toString(CentreFigures.By.values()) + "."));
    }

    private static LocalDate day(RoutingContext request, String name) {
        String asked = request.request().getParam(name);
        try {
            // Java knows longer years, which neither it nor PostgreSQL can count on from
            return LocalDate.parse(asked != null && asked.length() == DAY_LENGTH ? asked : "");
        } catch (DateTimeParseException e) {
            throw wrong("\"" + name + "\" must be a day such as 2026-03-01.");
        }
    }

    private static ProblemException wrong(String detail) {
        return new ProblemException(Problem.unprocessable("figures", detail));
    }

    private JsonObject json(CentreFigures.Row row, CentreFigures.By by) {
        CentreFigures.Turnaround turnaround = row.turnaround();
        CentreFigures.Shares shares = row.shares();
        return new JsonObject().put("key", row.key())
                .put("name", by == CentreFigures.By.UNIT ? unitName(row.key()) : row.name())
                .put("reports", turnaround.reports()).put("median", minutes(turnaround.median()))
                .put("p90", minutes(turnaround.p90())).put("p95", minutes(turnaround.p95()))
                .put("onTime", json(shares.onTime())).put("positive", json(shares.positive()))
                .put("disagreement", json(shares.disagreement())).put("recall", json(shares.recall()))
                .put("doubleSigned", json(shares.doubleSigned())).put("backlog", row.backlog().studies())
                .put("late", row.backlog().late());
    }

    /** To a tenth of a minute: nobody reads more of it. */
    private static @Nullable Double minutes(@Nullable Double exact) {
        return exact == null ? null : Math.round(exact * 10) / 10.0;
    }

    private static JsonObject json(CentreFigures.Share share) {
        return new JsonObject().put("numerator", share.numerator()).put("denominator", share.denominator())
                .put("share", share.value());
    }
}
