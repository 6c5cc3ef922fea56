package org.lianzhen.gateway.http.reading;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.lianzhen.gateway.access.Caller;
import org.lianzhen.gateway.access.Operation;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.http.Answers;
import org.lianzhen.gateway.http.Bodies;
import org.lianzhen.gateway.http.Feature;
import org.lianzhen.gateway.http.Guard;
import org.lianzhen.gateway.http.Problem;
import org.lianzhen.gateway.http.ProblemException;
import org.lianzhen.gateway.http.Requests;
import org.lianzhen.gateway.http.VersionTag;
import org.lianzhen.gateway.reading.template.Template;
import org.lianzhen.gateway.reading.template.TemplateContent;
import org.lianzhen.gateway.reading.template.TemplateJson;
import org.lianzhen.gateway.reading.template.Templates;

/** Templates and phrases for reports: the centre's, which its director changes, and everybody's own. */
public final class TemplateFeature implements Feature {
    private static final String ROOT = "/api/v1/report-templates";
    private static final String ONE = ROOT + "/:id";

    private final Templates templates;

    public TemplateFeature(Templates templates) {
        this.templates = templates;
    }

    @Override
    public String contract() {
        return "template.yaml";
    }

    @Override
    public void mount(Router router) {
        router.get(ROOT).handler(Guard.of(Operation.VIEW_READINGS)).handler(this::list);
        router.post(ROOT).handler(Guard.of(Operation.VIEW_READINGS)).handler(Bodies.handler()).handler(this::add);
        router.put(ONE).handler(Guard.of(Operation.VIEW_READINGS)).handler(Bodies.handler())
                .handler(request -> change(request, TemplateBodies.content(Bodies.json(request)), false));
        router.delete(ONE).handler(Guard.of(Operation.VIEW_READINGS))
                .handler(request -> withTemplate(request, found -> change(request, found.content(), true)));
        router.get(ONE + "/versions").handler(Guard.of(Operation.VIEW_READINGS)).handler(this::versions);
    }

    private static Templates.Reader reader(RoutingContext request) {
        Caller caller = Requests.caller(request);
        return new Templates.Reader(caller.unit(), caller.account());
    }

    private void list(RoutingContext request) {
        Answers.when(request, templates.of(reader(request)), all -> Answers.json(request, new JsonObject()
                .put("templates", new JsonArray(all.stream().map(TemplateFeature::json).toList()))));
    }

    private static JsonObject json(Template template) {
        return json(template.version()).put("id", template.id().toString()).put("own", template.owner() != null)
                .put("initials", template.initials()).put("content", TemplateJson.json(template.content()));
    }

    private static JsonObject json(Template.Version version) {
        return new JsonObject().put("version", version.number()).put("author", version.author())
                .put("madeAt", version.madeAt().toString()).put("removed", version.removed());
    }

    /** The centre's are its director's to change; one's own are for those who write reports. */
    private static void require(RoutingContext request, boolean own, Runnable next) {
        Guard.require(request, own ? Operation.WRITE_REPORTS : Operation.DIRECT_READINGS, next);
    }

    private void add(RoutingContext request) {
        JsonObject body = Bodies.json(request);
        TemplateContent content = TemplateBodies.content(body);
        boolean own = TemplateBodies.own(body);
        require(request, own, () -> {
            Caller caller = Requests.caller(request);
            var addition = new Templates.Addition(caller.unit(), own ? caller.account() : null, content,
                    caller.account());
            Answers.when(request, templates.add(addition, id -> event(request, id, 1, false)),
                    added -> tell(request, added));
        });
    }

    private static void tell(RoutingContext request, Template template) {
        VersionTag.put(request, template.version().number());
        Answers.json(request, json(template));
    }

    private static AuditEvent event(RoutingContext request, UUID id, int version, boolean removed) {
        return AuditEvent
                .success(Requests.caller(request).actor(Requests.operation(request)), AuditAction.TEMPLATE_CHANGE,
                        "report-templates/" + id)
                .with(Map.of("version", Integer.toString(version), "removed", removed ? "yes" : ""));
    }

    private void withTemplate(RoutingContext request, Consumer<Template> then) {
        UUID id = Requests.id(request, TemplateFeature::unknown);
        Answers.when(request, templates.find(id, reader(request)),
                found -> then.accept(found.orElseThrow(TemplateFeature::unknown)));
    }

    private static ProblemException unknown() {
        return new ProblemException(Problem.notFound("no-such-template",
                "There is no such template for you: it may be another reader's own."));
    }

    private void change(RoutingContext request, TemplateContent content, boolean removed) {
        int base = VersionTag.wanted(request);
        withTemplate(request, found -> require(request, found.owner() != null, () -> {
            var change = new Templates.Change(found.id(), base, content, removed, Requests.caller(request).account());
            Answers.when(request, templates.change(change, event(request, found.id(), base + 1, removed)),
                    kept -> tell(request, kept.orElseThrow(TemplateFeature::stale)));
        }));
    }

    private static ProblemException stale() {
        return new ProblemException(
                Problem.stale("Somebody else has changed the template: get it, and change that."));
    }

    private void versions(RoutingContext request) {
        withTemplate(request, found -> Answers.when(request, templates.versions(found.id()),
                all -> Answers.json(request, new JsonObject().put("versions", new JsonArray(all.stream()
                        .map(one -> json(one.version()).put("content", TemplateJson.json(one.content())))
                        .toList())))));
    }
}
