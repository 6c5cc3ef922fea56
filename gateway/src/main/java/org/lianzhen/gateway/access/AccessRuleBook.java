package org.lianzhen.gateway.access;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;

/** Lets administrators change how strict access is, within what makes sense. */
public final class AccessRuleBook {
    private final AccessRuleStore store;

    public AccessRuleBook(AccessRuleStore store) {
        this.store = store;
    }

    /** How a change ended. */
    public sealed interface Result {
        record Done(AccessRules.Version version) implements Result {}

        /** Somebody else has changed them meanwhile. */
        record Stale() implements Result {}

        /** @param detail a sentence for the person who asked */
        record Refused(String detail) implements Result {}
    }

    public CompletionStage<AccessRules.Version> inForce() {
        return store.inForce();
    }

    /** Versions, newest first, with lower numbers than {@code before}. */
    public CompletionStage<List<AccessRuleStore.Entry>> versions(int before, int limit) {
        return store.versions(before, limit);
    }

    /** @param base number of the version that the change was made from */
    public CompletionStage<Result> replace(Caller caller, int base, AccessRules rules) {
        Optional<String> problem = problem(rules);
        if (problem.isPresent()) {
            return CompletableFuture.completedStage(new Result.Refused(problem.get()));
        }
        AuditEvent event = AuditEvent.success(caller.actor(Operation.EDIT_ACCOUNTS), AuditAction.ACCESS_RULE_CHANGE,
                String.valueOf(base + 1)).with(Map.of("rules", rules.toString()));
        return store.replace(base, rules, event).thenApply(done -> done
                ? new Result.Done(new AccessRules.Version(base + 1, rules))
                : new Result.Stale());
    }

    private static Optional<String> problem(AccessRules rules) {
        AccessRules.LogIns logIns = rules.logIns();
        AccessRules.SessionTimes sessions = rules.sessions();
        AccessRules.Emergencies emergencies = rules.emergencies();
        return among("failuresUntilLock", logIns.failures(), 100)
                .or(() -> among("lockMinutes", logIns.lock().toMinutes(), Duration.ofDays(1).toMinutes()))
                .or(() -> among("attemptsPerMinute", logIns.attempts(), 10_000))
                .or(() -> among("idleMinutes", sessions.idle().toMinutes(), Duration.ofDays(1).toMinutes()))
                .or(() -> among("sessionHours", sessions.longest().toHours(), 720))
                .or(() -> among("breakGlassHours", emergencies.open().toHours(), 72))
                .or(() -> among("breakGlassReviewHours", emergencies.review().toHours(), 720))
                .or(() -> emergencies.roles().stream().allMatch(role -> Policy.permits(role, Operation.BREAK_GLASS))
                        ? Optional.empty()
                        : Optional.of("\"breakGlassRoles\" may name those who treat or read only."));
    }

    private static Optional<String> among(String name, long value, long most) {
        return value >= 1 && value <= most ? Optional.empty()
                : Optional.of("\"" + name + "\" must be 1 to " + most + ".");
    }
}
