package org.lianzhen.gateway.http.audit;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import org.lianzhen.gateway.access.Operation;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEntry;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.audit.AuditQuery;
import org.lianzhen.gateway.audit.AuditTrail;
import org.lianzhen.gateway.audit.ChainReport;
import org.lianzhen.gateway.http.Answers;
import org.lianzhen.gateway.http.Feature;
import org.lianzhen.gateway.http.Guard;
import org.lianzhen.gateway.http.Requests;

/** Shows audit events and computes their chain again. To look is an event, too. */
public final class AuditFeature implements Feature {
    private static final String AUDIT = "/api/v1/audit";

    private final AuditTrail trail;

    public AuditFeature(AuditTrail trail) {
        this.trail = trail;
    }

    @Override
    public void mount(Router router) {
        router.get(AUDIT).handler(Guard.of(Operation.READ_AUDIT)).handler(this::read);
        router.get(AUDIT + "/verification").handler(Guard.of(Operation.READ_AUDIT)).handler(this::verify);
    }

    private void read(RoutingContext request) {
        var asked = new AuditParameters(request);
        AuditQuery query = asked.query();
        Answers.audited(request, event(request, asked.told()), () -> Answers.when(request, trail.read(query),
                page -> Answers.json(request, page(page, query))));
    }

    private static JsonObject page(List<AuditEntry> page, AuditQuery query) {
        var events = new JsonArray();
        page.forEach(entry -> events.add(json(entry)));
        var answer = new JsonObject().put("events", events);
        if (page.size() == query.limit()) {
            answer.put("next", AuditParameters.text(AuditQuery.Position.of(page.getLast())));
        }
        return answer;
    }

    private static JsonObject json(AuditEntry entry) {
        AuditEvent event = entry.event();
        var details = new JsonObject();
        event.details().forEach(details::put);
        return new JsonObject().put("id", entry.id().toString()).put("occurredAt", entry.occurredAt().toString())
                .put("actor", event.actor().name()).put("role", event.actor().role())
                .put("unit", event.actor().unit()).put("source", event.actor().source())
                .put("request", event.actor().request()).put("patient", entry.patient())
                .put("action", event.action().name()).put("outcome", event.outcome().name())
                .put("object", event.object()).put("details", details).put("sequence", entry.sequence())
                .put("hash", entry.hash());
    }

    private void verify(RoutingContext request) {
        var asked = new AuditParameters(request);
        long from = asked.number("from", 1);
        long to = asked.number("to", Long.MAX_VALUE);
        Answers.audited(request, event(request, Map.of("verification", from + "-")),
                () -> Answers.when(request, trail.verify(from, to), report -> Answers.json(request, json(report))));
    }

    private static JsonObject json(ChainReport report) {
        var answer = new JsonObject().put("whole", report.isWhole()).put("checked", report.checked())
                .put("waiting", report.waiting()).put("last",
                        new JsonObject().put("sequence", report.last().sequence()).put("hash", report.last().hash()));
        ChainReport.Break broken = report.broken();
        if (broken != null) {
            answer.put("broken", new JsonObject().put("sequence", broken.sequence()).put("damage",
                    broken.damage().name()));
        }
        return answer;
    }

    private static AuditEvent event(RoutingContext request, Map<String, String> told) {
        return AuditEvent.success(Requests.caller(request).actor(Operation.READ_AUDIT), AuditAction.AUDIT_READ, "")
                .with(told);
    }
}
