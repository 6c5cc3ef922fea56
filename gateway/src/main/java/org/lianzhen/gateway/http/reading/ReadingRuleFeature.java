package org.lianzhen.gateway.http.reading;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.access.Caller;
import org.lianzhen.gateway.access.Operation;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.http.Answers;
import org.lianzhen.gateway.http.Bodies;
import org.lianzhen.gateway.http.Explained;
import org.lianzhen.gateway.http.Feature;
import org.lianzhen.gateway.http.Guard;
import org.lianzhen.gateway.http.Problem;
import org.lianzhen.gateway.http.ProblemException;
import org.lianzhen.gateway.http.Requests;
import org.lianzhen.gateway.http.VersionTag;
import org.lianzhen.gateway.reading.queue.ReadingRuleBook;
import org.lianzhen.gateway.reading.queue.ReadingRulesException;
import org.lianzhen.gateway.reading.queue.ReadingRulesVersion;

/** How long reading may take, and which centre reads what, below {@code /api/v1/reading-rules}. */
public final class ReadingRuleFeature implements Feature {
    private static final String ROOT = "/api/v1/reading-rules";
    private static final int LARGEST_DOCUMENT = 128 * 1024;
    private static final int VERSIONS_TOLD = 100;

    private final ReadingRuleBook rules;

    public ReadingRuleFeature(ReadingRuleBook rules) {
        this.rules = rules;
    }

    @Override
    public String contract() {
        return "rules.yaml";
    }

    @Override
    public void mount(Router router) {
        router.get(ROOT).handler(Guard.of(Operation.VIEW_READINGS))
                .handler(request -> tell(request, rules.inForce().version()));
        router.get(ROOT + "/versions").handler(Guard.of(Operation.EDIT_READING_RULES))
                .handler(request -> Answers.when(request, rules.versions(VERSIONS_TOLD),
                        all -> Answers.json(request, new JsonObject().put("items",
                                new JsonArray(all.stream().map(ReadingRuleFeature::json).toList())))));
        router.put(ROOT).handler(Guard.of(Operation.EDIT_READING_RULES))
                .handler(Bodies.handler(2 * LARGEST_DOCUMENT)).handler(this::replace);
    }

    private static void tell(RoutingContext request, ReadingRulesVersion version) {
        VersionTag.put(request, version.number());
        Answers.json(request, json(version));
    }

    private static JsonObject json(ReadingRulesVersion version) {
        return new JsonObject().put("version", version.number()).put("author", version.author())
                .put("madeAt", version.madeAt().toString()).put("document", version.document());
    }

    private void replace(RoutingContext request) {
        Caller caller = Requests.caller(request);
        int base = VersionTag.wanted(request);
        String document = Bodies.text(Bodies.json(request), "document", LARGEST_DOCUMENT);
        AuditEvent event = AuditEvent.success(caller.actor(Operation.EDIT_READING_RULES),
                AuditAction.READING_RULE_CHANGE, "reading-rules/" + (base + 1));
        Answers.when(request, Explained.by(rules.replace(base, caller.account(), document, event),
                ReadingRuleFeature::problem),
                added -> tell(request, added.orElseThrow(() -> new ProblemException(
                        Problem.stale("Somebody else has changed the rules: get them, and change those.")))));
    }

    private static @Nullable Problem problem(Throwable fault) {
        return fault instanceof ReadingRulesException wrong
                ? Problem.unprocessable("reading-rules", String.join("; ", wrong.problems()))
                : null;
    }
}
