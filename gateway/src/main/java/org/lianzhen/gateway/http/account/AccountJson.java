package org.lianzhen.gateway.http.account;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.EnumSet;
import java.util.Set;
import org.lianzhen.gateway.access.Account;
import org.lianzhen.gateway.access.Role;
import org.lianzhen.gateway.http.Bodies;
import org.lianzhen.gateway.http.Problem;
import org.lianzhen.gateway.http.ProblemException;

/** Accounts as JSON. */
final class AccountJson {
    private static final int LONGEST = 100;
    private static final int LONGEST_NUMBER = 64;

    private AccountJson() {}

    static JsonObject of(Account account) {
        var roles = new JsonArray();
        account.roles().stream().map(Role::name).sorted().forEach(roles::add);
        return new JsonObject().put("name", account.name()).put("displayName", account.displayName())
                .put("unit", account.unit()).put("roles", roles).put("state", account.state().name())
                .put("mustChangePassword", account.mustChange()).put("kind", account.kind().name())
                .put("staffNumber", account.staffNumber());
    }

    /** @throws ProblemException (422) when something is missing or wrong */
    static Account whole(JsonObject body) {
        return new Account(Bodies.text(body, "name", LONGEST), Bodies.text(body, "displayName", LONGEST),
                Bodies.text(body, "unit", LONGEST), roles(body, "roles"), Account.State.ACTIVE, true,
                Account.Kind.PERSON, staffNumber(body, ""));
    }

    /** What {@code body} names is changed, and the rest stays. */
    static Account changed(Account account, JsonObject body) {
        return new Account(account.name(),
                body.containsKey("displayName") ? Bodies.text(body, "displayName", LONGEST) : account.displayName(),
                body.containsKey("unit") ? Bodies.text(body, "unit", LONGEST) : account.unit(),
                body.containsKey("roles") ? roles(body, "roles") : account.roles(),
                body.containsKey("state") ? state(body) : account.state(), account.mustChange(), account.kind(),
                staffNumber(body, account.staffNumber()));
    }

    /** Without it the one that is there stays; an empty one takes it away. */
    private static String staffNumber(JsonObject body, String present) {
        if (!body.containsKey("staffNumber")) {
            return present;
        }
        return "".equals(body.getValue("staffNumber")) ? "" : Bodies.text(body, "staffNumber", LONGEST_NUMBER).strip();
    }

    private static Account.State state(JsonObject body) {
        for (Account.State state : Account.State.values()) {
            if (state.name().equals(body.getValue("state"))) {
                return state;
            }
        }
        throw wrong("\"state\" must be ACTIVE or DISABLED.");
    }

    static Set<Role> roles(JsonObject body, String field) {
        if (!(body.getValue(field) instanceof JsonArray names)) {
            throw wrong("\"" + field + "\" must be a list of roles.");
        }
        Set<Role> roles = EnumSet.noneOf(Role.class);
        names.forEach(name -> roles.add(role(name, field)));
        return roles;
    }

    private static Role role(Object name, String field) {
        for (Role role : Role.values()) {
            if (role.name().equals(name)) {
                return role;
            }
        }
        throw wrong("\"" + field + "\" names a role that there is not.");
    }

    private static ProblemException wrong(String detail) {
        return new ProblemException(Problem.unprocessable("field", detail));
    }
}
