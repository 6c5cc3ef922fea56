package org.lianzhen.gateway.http.reading;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.access.Caller;
import org.lianzhen.gateway.access.Operation;
import org.lianzhen.gateway.access.Reach;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.http.Answers;
import org.lianzhen.gateway.http.Bodies;
import org.lianzhen.gateway.http.Feature;
import org.lianzhen.gateway.http.Guard;
import org.lianzhen.gateway.http.Problem;
import org.lianzhen.gateway.http.ProblemException;
import org.lianzhen.gateway.http.Requests;
import org.lianzhen.gateway.member.MemberDirectory;
import org.lianzhen.gateway.reading.result.ResultMessages;

/** Reports on their way to programs of the units. Nothing here names a patient. */
public final class ResultFeature implements Feature {
    private static final String ROOT = "/api/v1/result-messages";
    private static final int MOST = 100;
    private static final int LONGEST_CODE = 32;

    private final ResultMessages messages;
    private final Reach reach;

    public ResultFeature(ResultMessages messages, MemberDirectory members) {
        this.messages = messages;
        this.reach = new Reach(members);
    }

    @Override
    public String contract() {
        return "result.yaml";
    }

    @Override
    public void mount(Router router) {
        router.get(ROOT).handler(Guard.of(Operation.VIEW_DELIVERIES)).handler(this::list);
        router.get(ROOT + "/receivers").handler(Guard.of(Operation.VIEW_DELIVERIES)).handler(this::loads);
        router.post(ROOT + "/resend").handler(Guard.of(Operation.CHANGE_DELIVERIES)).handler(Bodies.handler())
                .handler(this::resend);
    }

    private Set<String> visible(RoutingContext request) {
        return reach.units(Requests.caller(request), Operation.VIEW_DELIVERIES);
    }

    private void list(RoutingContext request) {
        String before = asked(request, "before");
        var selection = new ResultMessages.Selection(visible(request), state(asked(request, "state")),
                asked(request, "receiver"), before == null ? null : id(before), MOST);
        Answers.when(request, messages.list(selection), found -> {
            JsonObject answer = items(found.stream().map(ResultFeature::json));
            if (found.size() == MOST) {
                answer.put("next", found.getLast().id().toString());
            }
            Answers.json(request, answer);
        });
    }

    private void loads(RoutingContext request) {
        Answers.when(request, messages.loads(visible(request)),
                all -> Answers.json(request, items(all.stream().map(load -> new JsonObject()
                        .put("receiver", load.receiver()).put("waiting", load.waiting()).put("failed", load.failed())
                        .put("deliveredInADay", load.deliveredInADay())))));
    }

    private void resend(RoutingContext request) {
        Caller caller = Requests.caller(request);
        JsonObject body = Bodies.json(request);
        List<UUID> ids = ids(body);
        String receiver = body.getValue("receiver") == null ? null : Bodies.text(body, "receiver", LONGEST_CODE);
        AuditEvent event = AuditEvent
                .success(caller.actor(Operation.CHANGE_DELIVERIES), AuditAction.DELIVERY_CHANGE, "")
                .with(Map.of("action", "RESEND", "reports", ids.isEmpty() ? "failed" : ids.toString(), "receiver",
                        receiver == null ? "" : receiver));
        Answers.when(request,
                messages.resend(reach.units(caller, Operation.CHANGE_DELIVERIES), ids, receiver, event),
                count -> Answers.json(request, new JsonObject().put("messages", count)));
    }

    private static List<UUID> ids(JsonObject body) {
        Object ids = body.getValue("ids");
        if (ids == null) {
            return List.of();
        }
        if (ids instanceof JsonArray array && !array.isEmpty() && array.size() <= MOST
                && array.stream().allMatch(String.class::isInstance)) {
            return array.stream().map(String.class::cast).map(ResultFeature::id).toList();
        }
        throw new ProblemException(Problem.unprocessable("field", "\"ids\" must be 1 to " + MOST + " identifiers."));
    }

    private static @Nullable String asked(RoutingContext request, String name) {
        String value = request.request().getParam(name);
        if (value != null && value.indexOf('\0') >= 0) {
            throw new ProblemException(Problem.badRequest("parameter", "\"" + name + "\" has a NUL in it."));
        }
        return value == null || value.isEmpty() ? null : value;
    }

    private static ResultMessages.@Nullable State state(@Nullable String text) {
        if (text == null) {
            return null;
        }
        return Stream.of(ResultMessages.State.values()).filter(one -> one.name().equals(text)).findFirst()
                .orElseThrow(() -> new ProblemException(Problem.badRequest("parameter",
                        "\"state\" must be one of " + List.of(ResultMessages.State.values()) + ".")));
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(Problem.badRequest("parameter", "An identifier is a UUID."));
        }
    }

    private static JsonObject items(Stream<JsonObject> items) {
        return new JsonObject().put("items", new JsonArray(items.toList()));
    }

    private static JsonObject json(ResultMessages.Shown one) {
        return new JsonObject().put("id", one.id().toString()).put("receiver", one.receiver())
                .put("unit", one.of().unit()).put("studyInstanceUid", one.of().studyInstanceUid())
                .put("number", one.of().number()).put("kind", one.of().kind().name()).put("state", one.state().name())
                .put("attempts", one.attempts()).put("nextAt", one.next() == null ? null : one.next().toString())
                .put("trouble", trouble(one.trouble())).put("madeAt", one.times().made().toString())
                .put("changedAt", one.times().changed().toString());
    }

    private static @Nullable JsonObject trouble(ResultMessages.@Nullable Trouble trouble) {
        return trouble == null ? null
                : new JsonObject().put("kind", trouble.kind().name()).put("detail", trouble.detail());
    }
}
