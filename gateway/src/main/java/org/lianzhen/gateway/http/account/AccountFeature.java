package org.lianzhen.gateway.http.account;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.lianzhen.gateway.access.Account;
import org.lianzhen.gateway.access.AccountResult;
import org.lianzhen.gateway.access.Accounts;
import org.lianzhen.gateway.access.Caller;
import org.lianzhen.gateway.access.LoggedIn;
import org.lianzhen.gateway.access.Operation;
import org.lianzhen.gateway.http.Answers;
import org.lianzhen.gateway.http.Bodies;
import org.lianzhen.gateway.http.Feature;
import org.lianzhen.gateway.http.Guard;
import org.lianzhen.gateway.http.Problem;
import org.lianzhen.gateway.http.ProblemException;
import org.lianzhen.gateway.http.Requests;
import org.lianzhen.gateway.http.SessionJson;

/** Makes accounts, changes them, and sets passwords that were forgotten. */
public final class AccountFeature implements Feature {
    private static final String ACCOUNTS = "/api/v1/accounts";
    private static final int PAGE = 200;
    private static final int LONGEST = 1000;

    private final Accounts accounts;
    private final LoggedIn loggedIn;

    /** @param loggedIn whose sessions can be seen and ended */
    public AccountFeature(Accounts accounts, LoggedIn loggedIn) {
        this.accounts = accounts;
        this.loggedIn = loggedIn;
    }

    @Override
    public void mount(Router router) {
        router.route(ACCOUNTS + "*").handler(Guard.of(Operation.EDIT_ACCOUNTS));
        router.get(ACCOUNTS).handler(this::list);
        router.post(ACCOUNTS).handler(Bodies.handler()).handler(this::create);
        router.patch(ACCOUNTS + "/:name").handler(Bodies.handler()).handler(this::change);
        router.delete(ACCOUNTS + "/:name/second-factor").handler(this::resetFactor);
        router.get(ACCOUNTS + "/:name/sessions").handler(this::sessions);
        router.delete(ACCOUNTS + "/:name/sessions/:id").handler(this::revoke);
        router.post(ACCOUNTS + "/:name/password").handler(Bodies.handler()).handler(this::reset);
    }

    private void list(RoutingContext request) {
        List<String> after = request.queryParam("after");
        Answers.when(request, accounts.list(after.isEmpty() ? "" : after.getFirst(), PAGE), page -> {
            var list = new JsonArray();
            page.forEach(account -> list.add(AccountJson.of(account)));
            var answer = new JsonObject().put("accounts", list);
            if (page.size() == PAGE) {
                answer.put("next", page.getLast().name());
            }
            Answers.json(request, answer);
        });
    }

    private void create(RoutingContext request) {
        JsonObject body = Bodies.json(request);
        Account account = AccountJson.whole(body);
        Caller caller = Requests.caller(request);
        Answers.when(request, "PROGRAM".equals(body.getValue("kind")) ? accounts.createProgram(caller, account)
                : accounts.create(caller, account, Bodies.text(body, "password", LONGEST)),
                done(made -> Answers.json(request, 201, AccountJson.of(made))));
    }

    private void change(RoutingContext request) {
        JsonObject body = Bodies.json(request);
        Answers.when(request, accounts.find(name(request)), found -> {
            Account present = found.orElseThrow(
                    () -> new ProblemException(Problem.notFound("no-such-account", "There is no such account.")));
            Account wanted = AccountJson.changed(present, body);
            Answers.when(request, accounts.change(Requests.caller(request), present, wanted),
                    done(changed -> Answers.json(request, AccountJson.of(changed))));
        });
    }

    private void reset(RoutingContext request) {
        String password = Bodies.text(Bodies.json(request), "password", LONGEST);
        Answers.when(request, accounts.reset(Requests.caller(request), name(request), password),
                done(changed -> Answers.empty(request)));
    }

    private void resetFactor(RoutingContext request) {
        Answers.when(request, accounts.resetSecondFactor(Requests.caller(request), name(request)),
                done(changed -> Answers.empty(request)));
    }

    private void sessions(RoutingContext request) {
        Answers.when(request, loggedIn.list(name(request)), open -> Answers.json(request, new JsonObject()
                .put("sessions", new JsonArray(open.stream().map(SessionJson::of).toList()))));
    }

    private void revoke(RoutingContext request) {
        UUID id = Requests.id(request, AccountFeature::noSession);
        Answers.when(request, loggedIn.revoke(Requests.caller(request), name(request), id), ended -> {
            if (!ended) {
                throw noSession();
            }
            Answers.empty(request);
        });
    }

    private static ProblemException noSession() {
        return new ProblemException(Problem.notFound("no-such-session", "The account has no such session."));
    }

    /** @throws ProblemException (404) when nobody can be called so */
    private static String name(RoutingContext request) {
        String name = String.valueOf(request.pathParam("name"));
        if (!Account.isName(name)) {
            throw new ProblemException(Problem.notFound("no-such-account", "There is no such account."));
        }
        return name;
    }

    private static Consumer<AccountResult> done(Consumer<Account> answer) {
        return result -> {
            switch (result) {
                case AccountResult.Done(Account account) -> answer.accept(account);
                case AccountResult.Refused refused -> throw new ProblemException(problem(refused));
            }
        };
    }

    private static Problem problem(AccountResult.Refused refused) {
        return switch (refused.reason()) {
            case TAKEN -> Problem.conflict("name-taken", refused.detail());
            case NUMBER_TAKEN -> Problem.conflict("staff-number-taken", refused.detail());
            case STALE -> Problem.conflict("account-changed", refused.detail());
            case MISSING -> Problem.notFound("no-such-account", refused.detail());
            case OWN_ACCOUNT -> Problem.forbidden("own-account", refused.detail());
            case INVALID, WRONG_PASSWORD, LOCKED -> Problem.unprocessable("account", refused.detail());
        };
    }
}
