package org.lianzhen.gateway.http.oidc;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.access.LogInResult;
import org.lianzhen.gateway.access.OidcLogIn;
import org.lianzhen.gateway.access.OidcProvider;
import org.lianzhen.gateway.access.Operation;
import org.lianzhen.gateway.http.Answers;
import org.lianzhen.gateway.http.Bodies;
import org.lianzhen.gateway.http.Feature;
import org.lianzhen.gateway.http.Guard;
import org.lianzhen.gateway.http.Links;
import org.lianzhen.gateway.http.Problem;
import org.lianzhen.gateway.http.ProblemException;
import org.lianzhen.gateway.http.Requests;
import org.lianzhen.gateway.http.SessionCookie;

/** Log-in by a provider of identities, and which one that is. */
public final class OidcFeature implements Feature {
    private static final String LOG_IN = "/api/v1/session/oidc";
    private static final String PROVIDER = "/api/v1/oidc-provider";
    private static final String COOKIE = "lianzhen-oidc";
    private static final int KEPT_SECONDS = 600;
    private static final int LONGEST = 500;

    private final OidcLogIn logIn;
    private final Links links;

    public OidcFeature(OidcLogIn logIn, Links links) {
        this.logIn = logIn;
        this.links = links;
    }

    @Override
    public void mount(Router router) {
        router.get(LOG_IN).handler(request -> depart(request, logIn.depart(redirect(request))));
        router.get(LOG_IN + "/unlock").handler(Guard.evenLocked()).handler(request -> depart(request,
                logIn.depart(redirect(request), Requests.session(request))));
        router.get(LOG_IN + "/callback").handler(this::arrive);
        router.get(LOG_IN + "/offer").handler(request -> Answers.when(request, logIn.inForce(),
                found -> Answers.json(request, new JsonObject().put("offered", found.isPresent()))));
        router.route(PROVIDER).handler(Guard.of(Operation.EDIT_ACCOUNTS));
        router.get(PROVIDER).handler(this::show);
        router.put(PROVIDER).handler(Bodies.handler()).handler(this::replace);
        router.delete(PROVIDER).handler(request -> Answers.when(request,
                logIn.replace(Requests.caller(request), null), done -> Answers.empty(request)));
    }

    private String redirect(RoutingContext request) {
        return links.base(request) + LOG_IN + "/callback";
    }

    private static void depart(RoutingContext request, CompletionStage<Optional<OidcLogIn.Departure>> departing) {
        Answers.when(request, departing, found -> {
            OidcLogIn.Departure departure = found.orElseThrow(OidcFeature::none);
            request.response().addCookie(cookie(request, departure.kept()).setMaxAge(KEPT_SECONDS));
            see(request, departure.address());
        });
    }

    private static ProblemException none() {
        return new ProblemException(Problem.notFound("no-provider", "There is no provider of identities here."));
    }

    /** Lax, because the browser comes back from another site. */
    private static Cookie cookie(RoutingContext request, String value) {
        return Cookie.cookie(COOKIE, value).setPath(LOG_IN).setHttpOnly(true).setSameSite(CookieSameSite.LAX)
                .setSecure(request.request().isSSL());
    }

    private static void see(RoutingContext request, String address) {
        request.response().setStatusCode(303).putHeader(HttpHeaders.LOCATION, address).end();
    }

    private void arrive(RoutingContext request) {
        Cookie kept = request.request().getCookie(COOKIE);
        var back = new OidcLogIn.Return(kept == null ? "" : kept.getValue(), parameter(request, "state"),
                parameter(request, "code"), new OidcLogIn.Place(redirect(request), Requests.from(request)));
        Answers.when(request, logIn.arrive(back), result -> {
            request.response().addCookie(cookie(request, "").setMaxAge(0));
            if (result instanceof LogInResult.Admitted admitted) {
                if (!admitted.token().isEmpty()) {
                    SessionCookie.give(request, admitted.token());
                }
                see(request, "/");
            } else {
                see(request, "/?refused=oidc");
            }
        });
    }

    private static String parameter(RoutingContext request, String name) {
        return Objects.requireNonNullElse(request.request().getParam(name), "");
    }

    private void show(RoutingContext request) {
        Answers.when(request, logIn.inForce(), found -> Answers.json(request,
                json(found.orElseThrow(OidcFeature::none))));
    }

    private static JsonObject json(OidcProvider provider) {
        return new JsonObject().put("issuer", provider.issuer()).put("clientId", provider.clientId())
                .put("accountClaim", provider.claim());
    }

    private void replace(RoutingContext request) {
        JsonObject body = Bodies.json(request);
        String issuer = Bodies.text(body, "issuer", LONGEST);
        if (!OidcAddresses.isSafe(issuer)) {
            throw new ProblemException(Problem.unprocessable("issuer", "The issuer must be an https address."));
        }
        OidcProvider provider = new OidcProvider(issuer, Bodies.text(body, "clientId", LONGEST),
                Bodies.text(body, "clientSecret", LONGEST), Bodies.text(body, "accountClaim", LONGEST));
        Answers.when(request, logIn.look(provider).exceptionallyCompose(fault -> CompletableFuture.failedStage(
                silent(fault))).thenCompose(found -> logIn.replace(Requests.caller(request), provider)),
                done -> Answers.json(request, json(provider)));
    }

    /** A provider that cannot be asked would lock out whoever relies on it. */
    private static ProblemException silent(Throwable fault) {
        Throwable cause = fault;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return new ProblemException(Problem.unprocessable("provider", "The provider does not answer as it should: "
                + Objects.requireNonNullElse(cause.getMessage(), cause.getClass().getSimpleName())));
    }
}
