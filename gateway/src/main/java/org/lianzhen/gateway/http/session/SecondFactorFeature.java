package org.lianzhen.gateway.http.session;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.access.LoggedIn;
import org.lianzhen.gateway.access.SecondFactors;
import org.lianzhen.gateway.http.Answers;
import org.lianzhen.gateway.http.Bodies;
import org.lianzhen.gateway.http.Feature;
import org.lianzhen.gateway.http.Guard;
import org.lianzhen.gateway.http.Problem;
import org.lianzhen.gateway.http.ProblemException;
import org.lianzhen.gateway.http.Requests;

/** Enrols and replaces one's own second factor. */
public final class SecondFactorFeature implements Feature {
    private static final String FACTOR = "/api/v1/session/second-factor";
    private static final int LARGEST_BODY = 4096;
    private static final int LONGEST_CODE = 100;

    private final SecondFactors factors;
    private final LoggedIn loggedIn;

    public SecondFactorFeature(SecondFactors factors, LoggedIn loggedIn) {
        this.factors = factors;
        this.loggedIn = loggedIn;
    }

    @Override
    public String contract() {
        return "second-factor.yaml";
    }

    @Override
    public void mount(Router router) {
        router.post(FACTOR).handler(Guard.loggedIn()).handler(Bodies.handler(LARGEST_BODY)).handler(this::begin);
        router.post(FACTOR + "/confirmation").handler(Guard.loggedIn()).handler(Bodies.handler(LARGEST_BODY))
                .handler(this::confirm);
    }

    private void begin(RoutingContext request) {
        Answers.when(request, factors.begin(Requests.caller(request), code(request)), begun -> {
            SecondFactors.Begun secret = begun.orElseThrow(() -> new ProblemException(Problem.forbidden("wrong-code",
                    "There is a second factor: send a code of it as \"code\" to replace it.")));
            Answers.json(request, new JsonObject().put("secret", secret.secret()).put("uri", secret.uri()));
        });
    }

    /** Nothing needs to be sent when there is nothing to replace. */
    private static @Nullable String code(RoutingContext request) {
        if (request.body().length() <= 0) {
            return null;
        }
        JsonObject body = Bodies.json(request);
        return body.getValue("code") == null ? null : Bodies.text(body, "code", LONGEST_CODE);
    }

    private void confirm(RoutingContext request) {
        String code = Bodies.text(Bodies.json(request), "code", LONGEST_CODE);
        Answers.when(request, factors.confirm(Requests.session(request), code), confirmed -> {
            loggedIn.forget(Requests.caller(request).account());
            var codes = new JsonArray(confirmed.orElseThrow(() -> new ProblemException(Problem.unprocessable(
                    "wrong-code", "That is not the code of this moment, or nothing was begun; begin again."))));
            Answers.json(request, new JsonObject().put("recoveryCodes", codes));
        });
    }
}
