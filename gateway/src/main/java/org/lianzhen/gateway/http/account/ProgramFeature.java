package org.lianzhen.gateway.http.account;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.access.Account;
import org.lianzhen.gateway.access.Operation;
import org.lianzhen.gateway.access.ProgramKey;
import org.lianzhen.gateway.access.ProgramKeys;
import org.lianzhen.gateway.access.ProgramStore;
import org.lianzhen.gateway.http.Answers;
import org.lianzhen.gateway.http.Bodies;
import org.lianzhen.gateway.http.Feature;
import org.lianzhen.gateway.http.Guard;
import org.lianzhen.gateway.http.Problem;
import org.lianzhen.gateway.http.ProblemException;
import org.lianzhen.gateway.http.Requests;
import org.lianzhen.gateway.member.AddressRange;

/** What programs sign their requests with: two keys at a time, so that one can take the place of the other. */
public final class ProgramFeature implements Feature {
    private static final String KEYS = "/api/v1/accounts/:name/keys";
    private static final int LONGEST = 1000;
    private static final int MOST_ADDRESSES = 20;

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
            found.forEach(one -> list.add(json(one)));
            Answers.json(request, new JsonObject().put("keys", list));
        });
    }

    private static JsonObject json(ProgramStore.Entry one) {
        ProgramKey.Limits limits = one.key().limits();
        JsonObject json = new JsonObject().put("id", one.key().id()).put("algorithm", one.key().algorithm().name())
                .put("author", one.author()).put("addedAt", one.addedAt().toString())
                .put("addresses", new JsonArray(limits.addresses().stream().map(AddressRange::text).toList()));
        return limits.expires() == null ? json : json.put("expiresAt", limits.expires().toString());
    }

    /** @throws ProblemException (404) when nobody can be called so */
    private static String name(RoutingContext request) {
        String name = String.valueOf(request.pathParam("name"));
        if (!Account.isName(name)) {
            throw new ProblemException(Problem.notFound("no-such-account", "There is no such account."));
        }
        return name;
    }

    private static ProblemException noKey() {
        return new ProblemException(Problem.notFound("no-such-key", "The program has no such key."));
    }

    private void add(RoutingContext request) {
        Answers.when(request, added(request, Bodies.json(request)), added -> {
            ProgramKeys.NewKey key = added.orElseThrow(() -> new ProblemException(Problem.unprocessable("key",
                    "That cannot be: an id has up to 64 letters, digits, dots, hyphens and underscores and is taken by "
                            + "nobody, a program has two keys at most, a public key is Ed25519 in base64, and the day on which "
                            + "it ends is still to come.")));
            JsonObject told = new JsonObject().put("id", key.id());
            Answers.json(request, 201, key.secret().isEmpty() ? told : told.put("secret", key.secret()));
        });
    }

    private CompletionStage<Optional<ProgramKeys.NewKey>> added(RoutingContext request, JsonObject body) {
        String publicKey = Bodies.optionalText(body, "publicKey", LONGEST);
        return keys.add(Requests.caller(request), name(request),
                new ProgramKeys.Wanted(Bodies.text(body, "id", LONGEST), publicKey, limits(body)));
    }

    private static ProgramKey.Limits limits(JsonObject body) {
        return new ProgramKey.Limits(body.getValue("expiresAt") == null ? null : expiry(body), addresses(body));
    }

    private static Instant expiry(JsonObject body) {
        try {
            return Instant.parse(Bodies.text(body, "expiresAt", LONGEST));
        } catch (DateTimeParseException e) {
            throw new ProblemException(Problem.unprocessable("expires-at",
                    "The field \"expiresAt\" must be a moment such as 2027-12-31T16:00:00Z."));
        }
    }

    private static List<AddressRange> addresses(JsonObject body) {
        if (!(body.getValue("addresses", new JsonArray()) instanceof JsonArray given)
                || given.size() > MOST_ADDRESSES) {
            throw new ProblemException(Problem.unprocessable("addresses",
                    "The field \"addresses\" must be a list of at most " + MOST_ADDRESSES + "."));
        }
        return given.stream().map(one -> {
            AddressRange range = one instanceof String text ? AddressRange.of(text) : null;
            if (range == null) {
                throw new ProblemException(Problem.unprocessable("addresses",
                        "Each address must be one such as 10.1.2.3, or a range such as 10.1.2.0/24."));
            }
            return range;
        }).toList();
    }

    private void remove(RoutingContext request) {
        String id = String.valueOf(request.pathParam("id"));
        if (id.indexOf('\0') >= 0) {
            throw noKey();
        }
        Answers.when(request, keys.removeKey(Requests.caller(request), name(request), id), done -> {
            if (!done) {
                throw noKey();
            }
            Answers.empty(request);
        });
    }
}
