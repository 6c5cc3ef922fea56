package org.lianzhen.gateway.http.reading;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.lianzhen.gateway.access.Caller;
import org.lianzhen.gateway.access.Operation;
import org.lianzhen.gateway.access.Reach;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.http.Answers;
import org.lianzhen.gateway.http.Feature;
import org.lianzhen.gateway.http.Guard;
import org.lianzhen.gateway.http.Problem;
import org.lianzhen.gateway.http.ProblemException;
import org.lianzhen.gateway.http.Requests;
import org.lianzhen.gateway.reading.outgoing.ReportOutputs;

/** Signed reports of which nothing could be made for the archive so far, for whoever looks after what is sent. Names no patient. */
public final class OutputFeature implements Feature {
    private static final String ROOT = "/api/v1/report-outputs";
    private static final int MOST = 200;

    private final ReportOutputs outputs;
    private final Reach reach;

    /** @param reach of whose units somebody may see deliveries */
    public OutputFeature(ReportOutputs outputs, Reach reach) {
        this.outputs = outputs;
        this.reach = reach;
    }

    @Override
    public String contract() {
        return "outputs.yaml";
    }

    @Override
    public void mount(Router router) {
        router.get(ROOT).handler(Guard.of(Operation.VIEW_DELIVERIES)).handler(this::list);
        router.post(ROOT + "/:id/:number/again").handler(Guard.of(Operation.CHANGE_DELIVERIES)).handler(this::again);
    }

    private void list(RoutingContext request) {
        Set<String> units = reach.units(Requests.caller(request), Operation.VIEW_DELIVERIES);
        Answers.when(request, outputs.stuck(units, MOST), found -> Answers.json(request,
                new JsonObject().put("items", new JsonArray(found.stream().map(OutputFeature::json).toList()))));
    }

    private static JsonObject json(ReportOutputs.Stuck one) {
        return new JsonObject().put("reading", one.version().task().toString()).put("number", one.version().number())
                .put("kind", one.version().kind().name()).put("studyInstanceUid", one.study()).put("unit", one.unit())
                .put("state", one.nextTry() == null ? "FAILED" : "WAITING").put("attempts", one.attempts())
                .put("trouble", one.failure().trouble().name()).put("detail", one.failure().detail())
                .put("nextTry", one.nextTry() == null ? null : one.nextTry().toString())
                .put("since", one.since().toString());
    }

    private void again(RoutingContext request) {
        Caller caller = Requests.caller(request);
        UUID reading = Requests.id(request, OutputFeature::unknown);
        String number = Objects.requireNonNull(request.pathParam("number"));
        if (!number.matches("[0-9]{1,6}")) {
            throw unknown();
        }
        var key = new ReportOutputs.Key(reading, Integer.parseInt(number));
        Answers.when(request, outputs.again(key, reach.units(caller, Operation.CHANGE_DELIVERIES),
                one -> event(caller, one)), done -> {
                    if (done.isEmpty()) {
                        throw unknown();
                    }
                    Answers.empty(request);
                });
    }

    private static AuditEvent event(Caller caller, ReportOutputs.Stuck one) {
        return AuditEvent
                .success(caller.actor(Operation.CHANGE_DELIVERIES), AuditAction.DELIVERY_CHANGE, one.study())
                .with(Map.of("action", "MAKE_AGAIN", "report", Integer.toString(one.version().number()), "units",
                        one.unit()));
    }

    private static ProblemException unknown() {
        return new ProblemException(Problem.notFound("no-report-output",
                "There is no report that you may see whose objects could not be made: they may be there by now."));
    }
}
