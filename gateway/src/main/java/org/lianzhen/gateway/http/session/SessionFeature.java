package org.lianzhen.gateway.http.session;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.lianzhen.gateway.access.AccountResult;
import org.lianzhen.gateway.access.From;
import org.lianzhen.gateway.access.LogIn;
import org.lianzhen.gateway.access.LogInResult;
import org.lianzhen.gateway.access.LoggedIn;
import org.lianzhen.gateway.access.Operation;
import org.lianzhen.gateway.access.OwnPassword;
import org.lianzhen.gateway.access.OwnSession;
import org.lianzhen.gateway.access.Policy;
import org.lianzhen.gateway.access.Role;
import org.lianzhen.gateway.access.Sessions;
import org.lianzhen.gateway.http.Answers;
import org.lianzhen.gateway.http.Bodies;
import org.lianzhen.gateway.http.Feature;
import org.lianzhen.gateway.http.Guard;
import org.lianzhen.gateway.http.Problem;
import org.lianzhen.gateway.http.ProblemException;
import org.lianzhen.gateway.http.Requests;
import org.lianzhen.gateway.http.SessionCookie;
import org.lianzhen.gateway.http.SessionJson;

/** Log in, log out, and look after one's own sessions and password. */
public final class SessionFeature implements Feature {
    private static final String SESSION = "/api/v1/session";
    private static final int LARGEST_BODY = 4096;
    /** Longer than any name or password; what is longer is wrong, and is told so like other wrong ones. */
    private static final int LONGEST = 1000;

    /** Every 401 has one (RFC 9110, 15.5.2); there is no other kind of log-in than with a token. */
    private static final Map<String, String> CHALLENGE = Map.of("WWW-Authenticate", "Bearer");

    private final LogIn logIn;
    private final LoggedIn loggedIn;
    private final OwnPassword passwords;
    private final OwnSession own;

    public SessionFeature(LogIn logIn, LoggedIn loggedIn, OwnPassword passwords, OwnSession own) {
        this.logIn = logIn;
        this.loggedIn = loggedIn;
        this.passwords = passwords;
        this.own = own;
    }

    @Override
    public void mount(Router router) {
        router.post(SESSION).handler(Bodies.handler(LARGEST_BODY)).handler(this::logIn);
        router.get(SESSION).handler(Guard.anySession()).handler(SessionFeature::whoAmI);
        router.delete(SESSION).handler(Guard.evenLocked()).handler(this::logOut);
        router.post(SESSION + "/unlock").handler(Guard.evenLocked()).handler(Bodies.handler(LARGEST_BODY))
                .handler(this::unlock);
        router.post(SESSION + "/password").handler(Guard.loggedIn()).handler(Bodies.handler(LARGEST_BODY))
                .handler(this::changePassword);
        router.get("/api/v1/sessions").handler(Guard.loggedIn()).handler(this::list);
        router.delete("/api/v1/sessions/:id").handler(Guard.loggedIn()).handler(this::revoke);
    }

    private void logIn(RoutingContext request) {
        SessionCookie.refuseOtherSites(request);
        JsonObject body = Bodies.json(request);
        var claim = new LogIn.Claim(Bodies.text(body, "username", LONGEST), Bodies.text(body, "password", LONGEST),
                body.getValue("code") == null ? null : Bodies.text(body, "code", LONGEST), Requests.from(request));
        Answers.when(request, logIn.logIn(claim), result -> {
            switch (result) {
                case LogInResult.Admitted admitted -> admitted(request, admitted.token());
                case LogInResult.Refused refused -> throw new ProblemException(new Problem(401, "wrong-credentials",
                        "Log-in refused", "The name or the password is wrong, or the account is not active."),
                        CHALLENGE);
                case LogInResult.SecondFactorNeeded needed -> throw new ProblemException(
                        new Problem(401, "second-factor", "Second factor needed",
                                "Send the code of the authenticator, or a recovery code, as \"code\" besides."),
                        CHALLENGE);
                case LogInResult.Locked(Duration pause) -> throw later("locked", "Too many wrong passwords", pause);
                case LogInResult.TooMany(Duration pause) -> throw later("too-many", "Too many log-ins from there",
                        pause);
            }
        });
    }

    private static ProblemException later(String code, String title, Duration pause) {
        long seconds = pause.toSeconds() + 1;
        return new ProblemException(new Problem(429, code, title, "Try again in " + seconds + " seconds."),
                Map.of("Retry-After", String.valueOf(seconds)));
    }

    /**
     * Always a new session, found like every other one, so that the answer says what the next request will be told. The one that the
     * browser had ends: it may have been planted there.
     */
    private void admitted(RoutingContext request, String token) {
        String before = SessionCookie.shown(request);
        From from = Requests.from(request);
        Answers.when(request, (before == null ? CompletableFuture.completedStage(false) : loggedIn.end(before, from))
                .thenCompose(ended -> loggedIn.find(token, from, true)), found -> {
                    Sessions.Session session = found.orElseThrow(
                            () -> new ProblemException(
                                    Problem.unavailable("The session has ended already; log in again.")));
                    SessionCookie.give(request, token);
                    Answers.json(request, json(session).put("token", token));
                });
    }

    private static void whoAmI(RoutingContext request) {
        Answers.json(request, json(Requests.session(request)));
    }

    private static JsonObject json(Sessions.Session session) {
        var roles = new JsonArray();
        session.caller().roles().stream().map(Role::name).sorted().forEach(roles::add);
        var operations = new JsonArray();
        Policy.operations(session.caller()).stream().map(Operation::name).sorted().forEach(operations::add);
        Sessions.Standing standing = session.standing();
        return new JsonObject().put("id", session.id().toString()).put("account", session.caller().account())
                .put("displayName", standing.displayName()).put("unit", session.caller().unit()).put("roles", roles)
                .put("operations", operations).put("mustChangePassword", standing.mustChange())
                .put("mustEnrolSecondFactor", standing.mustEnrol()).put("idleMinutes", standing.idleMinutes())
                .put("byProvider", standing.byProvider())
                .put("csrfToken", session.csrfToken());
    }

    private void unlock(RoutingContext request) {
        Sessions.Session session = Requests.session(request);
        String password = Bodies.text(Bodies.json(request), "password", LONGEST);
        Answers.when(request, own.unlock(session, password), result -> {
            if (result instanceof AccountResult.Refused refused) {
                throw refusal(refused);
            }
            Answers.when(request, loggedIn.find(Requests.token(request), Requests.from(request), true),
                    found -> Answers.json(request, json(found.orElseThrow(SessionFeature::noSession))));
        });
    }

    private void logOut(RoutingContext request) {
        Answers.when(request, loggedIn.logOut(Requests.session(request)), ended -> {
            SessionCookie.take(request);
            Answers.empty(request);
        });
    }

    private void list(RoutingContext request) {
        UUID own = Requests.session(request).id();
        Answers.when(request, loggedIn.list(Requests.caller(request).account()), open -> {
            var sessions = new JsonArray();
            open.forEach(one -> sessions.add(SessionJson.of(one).put("current", one.id().equals(own))));
            Answers.json(request, new JsonObject().put("sessions", sessions));
        });
    }

    private void revoke(RoutingContext request) {
        Answers.when(request, loggedIn.revoke(Requests.caller(request), Requests.caller(request).account(),
                Requests.id(request, SessionFeature::noSession)), ended -> {
                    if (!ended) {
                        throw noSession();
                    }
                    Answers.empty(request);
                });
    }

    private static ProblemException noSession() {
        return new ProblemException(Problem.notFound("no-such-session", "You have no such session."));
    }

    private void changePassword(RoutingContext request) {
        JsonObject body = Bodies.json(request);
        String present = Bodies.text(body, "current", LONGEST);
        String next = Bodies.text(body, "new", LONGEST);
        Answers.when(request, passwords.change(Requests.session(request), present, next), result -> {
            if (result instanceof AccountResult.Refused refused) {
                throw refusal(refused);
            }
            Answers.empty(request);
        });
    }

    private static ProblemException refusal(AccountResult.Refused refused) {
        return new ProblemException(switch (refused.reason()) {
            case WRONG_PASSWORD -> Problem.forbidden("wrong-password", refused.detail());
            case LOCKED -> new Problem(429, "locked", "Too many wrong passwords", refused.detail());
            case INVALID, TAKEN, NUMBER_TAKEN, MISSING, STALE,
                    OWN_ACCOUNT -> Problem.unprocessable("weak-password", refused.detail());
        });
    }
}
