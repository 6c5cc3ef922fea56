package org.lianzhen.gateway.http.account;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.lianzhen.gateway.access.AccessRuleBook;
import org.lianzhen.gateway.access.AccessRules;
import org.lianzhen.gateway.access.Operation;
import org.lianzhen.gateway.http.Answers;
import org.lianzhen.gateway.http.Bodies;
import org.lianzhen.gateway.http.Feature;
import org.lianzhen.gateway.http.Guard;
import org.lianzhen.gateway.http.Problem;
import org.lianzhen.gateway.http.ProblemException;
import org.lianzhen.gateway.http.Requests;
import org.lianzhen.gateway.http.VersionTag;

/** How strict access is: shows it, changes it, and tells who changed it before. */
public final class AccessRuleFeature implements Feature {
    private static final String RULES = "/api/v1/access-rules";
    private static final int VERSIONS_TOLD = 100;

    private final AccessRuleBook book;

    public AccessRuleFeature(AccessRuleBook book) {
        this.book = book;
    }

    @Override
    public String contract() {
        return "access-rules.yaml";
    }

    @Override
    public void mount(Router router) {
        router.route(RULES + "*").handler(Guard.of(Operation.EDIT_ACCOUNTS));
        router.get(RULES).handler(request -> Answers.when(request, book.inForce(), now -> answer(request, now)));
        router.put(RULES).handler(Bodies.handler()).handler(this::replace);
        router.get(RULES + "/versions").handler(this::versions);
    }

    private static void answer(RoutingContext request, AccessRules.Version version) {
        VersionTag.put(request, version.number());
        Answers.json(request, AccessRuleJson.of(version.rules()));
    }

    private void replace(RoutingContext request) {
        int base = VersionTag.wanted(request);
        AccessRules rules = AccessRuleJson.read(Bodies.json(request));
        Answers.when(request, book.replace(Requests.caller(request), base, rules), result -> {
            switch (result) {
                case AccessRuleBook.Result.Done(AccessRules.Version version) -> answer(request, version);
                case AccessRuleBook.Result.Stale() -> throw new ProblemException(
                        Problem.stale("The rules have changed meanwhile; look at them again."));
                case AccessRuleBook.Result.Refused(String detail) -> throw new ProblemException(
                        Problem.unprocessable("rule", detail));
            }
        });
    }

    private void versions(RoutingContext request) {
        String before = request.request().getParam("before");
        int number = before != null && before.matches("[1-9][0-9]{0,8}") ? Integer.parseInt(before)
                : Integer.MAX_VALUE;
        Answers.when(request, book.versions(number, VERSIONS_TOLD), found -> {
            var versions = new JsonArray();
            found.forEach(one -> versions.add(new JsonObject().put("number", one.number()).put("author", one.author())
                    .put("keptAt", one.keptAt().toString()).put("rules", AccessRuleJson.of(one.rules()))));
            Answers.json(request, new JsonObject().put("versions", versions));
        });
    }
}
