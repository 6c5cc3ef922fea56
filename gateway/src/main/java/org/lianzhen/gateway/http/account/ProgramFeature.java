package org.lianzhen.gateway.http.account;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.access.Caller;
import org.lianzhen.gateway.access.Operation;
import org.lianzhen.gateway.access.ProgramKeys;
import org.lianzhen.gateway.http.Answers;
import org.lianzhen.gateway.http.Bodies;
import org.lianzhen.gateway.http.Feature;
import org.lianzhen.gateway.http.Guard;
import org.lianzhen.gateway.http.Problem;
import org.lianzhen.gateway.http.ProblemException;
import org.lianzhen.gateway.http.Requests;

/** What programs sign their requests with: two keys at a time, so that one can take the place of the other. */
public final class ProgramFeature implements Feature {
    private static final String KEYS = "/api/v1/accounts/:name/keys";
    private static final int LONGEST = 1000;

    private final ProgramKeys keys;

    public ProgramFeature(ProgramKeys keys) {
        this.keys = keys;
    }

    @Override
    public String contract() {
        return "program-keys.yaml";
    }

    @Override
    public void mount(Router router) {
        router.get(KEYS).handler(Guard.of(Operation.EDIT_ACCOUNTS)).handler(this::list);
        router.post(KEYS).handler(Guard.of(Operation.EDIT_ACCOUNTS)).handler(Bodies.handler()).handler(this::add);
        router.delete(KEYS + "/:id").handler(Guard.of(Operation.EDIT_ACCOUNTS)).handler(this::remove);
    }

    private void list(RoutingContext request) {
        Answers.when(request, keys.keys(name(request)), found -> {
            var list = new JsonArray();
            found.forEach(one -> list.add(new JsonObject().put("id", one.key().id())
                    .put("algorithm", one.key().algorithm().name()).put("author", one.author())
                    .put("addedAt", one.addedAt().toString())));
            Answers.json(request, new JsonObject().put("keys", list));
        });
    }

    private static String name(RoutingContext request) {
        return String.valueOf(request.pathParam("name"));
    }

    private void add(RoutingContext request) {
        Answers.when(request, added(request, Bodies.json(request)), added -> {
            ProgramKeys.NewKey key = added.orElseThrow(() -> new ProblemException(Problem.unprocessable("key",
                    "That cannot be: an id has up to 64 letters, digits, dots, hyphens and underscores and is taken by "
                            + "nobody, a program has two keys at most, and a public key is Ed25519 in base64.")));
            JsonObject told = new JsonObject().put("id", key.id());
            Answers.json(request, 201, key.secret().isEmpty() ? told : told.put("secret", key.secret()));
        });
    }

    private CompletionStage<Optional<ProgramKeys.NewKey>> added(RoutingContext request, JsonObject body) {
        Caller caller = Requests.caller(request);
        String id = Bodies.text(body, "id", LONGEST);
        return body.getValue("publicKey") == null ? keys.addShared(caller, name(request), id)
                : keys.addPublic(caller, name(request), id, Bodies.text(body, "publicKey", LONGEST));
    }

    private void remove(RoutingContext request) {
        Answers.when(request, keys.removeKey(Requests.caller(request), name(request),
                String.valueOf(request.pathParam("id"))), done -> {
                    if (!done) {
                        throw new ProblemException(Problem.notFound("no-such-key", "The program has no such key."));
                    }
                    Answers.empty(request);
                });
    }
}
