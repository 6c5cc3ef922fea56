package org.lianzhen.gateway.http.operations;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import org.lianzhen.gateway.access.Operation;
import org.lianzhen.gateway.http.AcceptLanguage;
import org.lianzhen.gateway.http.Answers;
import org.lianzhen.gateway.http.Feature;
import org.lianzhen.gateway.http.Guard;

/** Tells supervisors and administrators how the gateway fares. Health and metrics need no log-in and tell nothing of patients. */
public final class OperationsFeature implements Feature {
    private static final String UP = "UP";
    private static final String DOWN = "DOWN";
    private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final Health health;
    private final Figures figures;

    public OperationsFeature(Health health, Figures figures) {
        this.health = health;
        this.figures = figures;
    }

    @Override
    public void mount(Router router) {
        router.get("/health/live").handler(request -> Answers.json(request, new JsonObject().put("status", UP)));
        router.get("/health/ready").handler(this::ready);
        router.get("/metrics").handler(request -> request.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, PROMETHEUS_TEXT).end(figures.scrape()));
        router.get("/api/v1/operations").handler(Guard.of(Operation.VIEW_OPERATIONS)).handler(this::operations);
    }

    private void ready(RoutingContext request) {
        Answers.when(request, health.checks(), checks -> {
            JsonObject body = json(checks, AcceptLanguage.of(request));
            Answers.json(request, body.getString("status").equals(DOWN) ? 503 : 200, body);
        });
    }

    private void operations(RoutingContext request) {
        Answers.when(request, health.checks(), checks -> {
            JsonObject live = new JsonObject();
            figures.live().forEach(live::put);
            Answers.json(request, json(checks, AcceptLanguage.of(request))
                    .put("startedAt", figures.startedAt().toString()).put("figures", live));
        });
    }

    /** A warning stops nothing, so that with warnings alone the whole is up. */
    private static JsonObject json(List<Health.Check> checks, Locale language) {
        JsonArray all = new JsonArray();
        boolean up = true;
        for (Health.Check check : checks) {
            up &= check.state() != Health.State.DOWN;
            all.add(new JsonObject().put("name", check.name()).put("status", check.state().name()).put("detail",
                    CheckWords.of(check, language)));
        }
        return new JsonObject().put("status", up ? UP : DOWN).put("checks", all);
    }
}
