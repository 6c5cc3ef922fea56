package org.lianzhen.gateway.http.account;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Set;
import org.lianzhen.gateway.access.AccessRules;
import org.lianzhen.gateway.access.AccessRules.Emergencies;
import org.lianzhen.gateway.access.AccessRules.LogIns;
import org.lianzhen.gateway.access.AccessRules.SessionTimes;
import org.lianzhen.gateway.access.AddressBinding;
import org.lianzhen.gateway.access.Role;
import org.lianzhen.gateway.http.Problem;
import org.lianzhen.gateway.http.ProblemException;

/** The rules of access as JSON. */
final class AccessRuleJson {
    private AccessRuleJson() {}

    static JsonObject of(AccessRules rules) {
        return new JsonObject().put("failuresUntilLock", rules.logIns().failures())
                .put("lockMinutes", rules.logIns().lock().toMinutes())
                .put("attemptsPerMinute", rules.logIns().attempts())
                .put("idleMinutes", rules.sessions().idle().toMinutes())
                .put("sessionHours", rules.sessions().longest().toHours())
                .put("addressBinding", rules.sessions().binding().name())
                .put("secondFactorRoles", names(rules.secondFactor()))
                .put("breakGlassRoles", names(rules.emergencies().roles()))
                .put("breakGlassHours", rules.emergencies().open().toHours())
                .put("breakGlassReviewHours", rules.emergencies().review().toHours());
    }

    private static JsonArray names(Set<Role> roles) {
        return new JsonArray(roles.stream().map(Role::name).sorted().toList());
    }

    /** @throws ProblemException (422) when something is missing or wrong */
    static AccessRules read(JsonObject body) {
        return new AccessRules(
                new LogIns(number(body, "failuresUntilLock"), Duration.ofMinutes(number(body, "lockMinutes")),
                        number(body, "attemptsPerMinute")),
                new SessionTimes(Duration.ofMinutes(number(body, "idleMinutes")),
                        Duration.ofHours(number(body, "sessionHours")), binding(body)),
                AccountJson.roles(body, "secondFactorRoles"),
                new Emergencies(AccountJson.roles(body, "breakGlassRoles"),
                        Duration.ofHours(number(body, "breakGlassHours")),
                        Duration.ofHours(number(body, "breakGlassReviewHours"))));
    }

    private static int number(JsonObject body, String name) {
        if (body.getValue(name) instanceof Integer number) {
            return number;
        }
        throw new ProblemException(Problem.unprocessable("field", "\"" + name + "\" must be a whole number."));
    }

    private static AddressBinding binding(JsonObject body) {
        for (AddressBinding binding : AddressBinding.values()) {
            if (binding.name().equals(body.getValue("addressBinding"))) {
                return binding;
            }
        }
        throw new ProblemException(
                Problem.unprocessable("field", "\"addressBinding\" must be EXACT, NETWORK or OFF."));
    }
}
