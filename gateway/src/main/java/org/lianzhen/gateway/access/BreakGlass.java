package org.lianzhen.gateway.access;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.access.BreakGlassStore.Judgement;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens studies in an emergency to those who treat or read, for a few hours: at once, on record with the reason, told to the owner
 * unit, and looked at afterwards by somebody else.
 */
public final class BreakGlass {
    private static final Logger LOG = LoggerFactory.getLogger(BreakGlass.class);
    private static final int SHORTEST_REASON = 10;
    private static final int LONGEST_REASON = 500;
    private static final int MOST_STUDIES = 100;

    private final Base base;

    /** What it stands on. */
    public record Base(BreakGlassStore store, AccessRuleStore rules, LoggedIn loggedIn, BreakGlassNotices notices) {}

    public BreakGlass(Base base) {
        this.base = base;
    }

    /** How it ended. */
    public sealed interface Result {
        record Open(List<BrokenGlass> glasses) implements Result {
            public Open {
                glasses = List.copyOf(glasses);
            }
        }

        /** There is no such study or patient. */
        record Unknown() implements Result {}

        /** The rules in force do not allow it to these roles. */
        record NotForRole() implements Result {}

        /** The reason is too short or too long. */
        record NoReason() implements Result {}
    }

    public CompletionStage<Result> study(Caller caller, String study, String reason) {
        return base.store().owners(study).thenCompose(owners -> open(caller,
                owners.stream().map(owner -> new BrokenGlass.Place(study, owner)).toList(), reason));
    }

    /** All studies of a patient of the index. */
    public CompletionStage<Result> patient(Caller caller, UUID patient, String reason) {
        return base.store().studiesOf(patient, MOST_STUDIES)
                .thenCompose(places -> open(caller, places, reason));
    }

    private CompletionStage<Result> open(Caller caller, List<BrokenGlass.Place> places, String reason) {
        int length = reason.strip().length();
        if (length < SHORTEST_REASON || length > LONGEST_REASON) {
            return CompletableFuture.completedStage(new Result.NoReason());
        }
        return base.rules().inForce().thenCompose(version -> {
            Set<Role> allowed = version.rules().emergencies().roles();
            if (caller.roles().stream()
                    .noneMatch(role -> allowed.contains(role) && Policy.permits(role, Operation.BREAK_GLASS))) {
                return CompletableFuture.completedStage(new Result.NotForRole());
            }
            return places.isEmpty() ? CompletableFuture.completedStage(new Result.Unknown())
                    : base.store().open(new BreakGlassStore.Opening(caller, places, reason.strip()))
                            .thenApply(glasses -> opened(caller, glasses));
        });
    }

    /** An emergency does not wait for a notice; that one could not be given is told to whoever runs the gateway. */
    private Result opened(Caller caller, List<BrokenGlass> glasses) {
        base.loggedIn().forget(caller.account());
        glasses.forEach(glass -> base.notices().opened(glass)
                .whenComplete((told, fault) -> {
                    if (fault != null) {
                        LOG.error("{} was not told of break-glass {}; it stands in the review list",
                                glass.place().owner(), glass.id(), fault);
                    }
                }));
        return new Result.Open(glasses);
    }

    /** @param owners codes of units whose studies were opened */
    public CompletionStage<List<BrokenGlass>> list(Set<String> owners, boolean reviewed, int limit) {
        return base.store().list(owners, reviewed, limit);
    }

    /** Judges one. Nobody judges what they did themselves. @return false when there is none to judge for this caller */
    public CompletionStage<Boolean> review(Caller caller, Judgement judgement) {
        AuditEvent event = AuditEvent.success(caller.actor(Operation.REVIEW_BREAK_GLASS),
                AuditAction.BREAK_GLASS_REVIEW, judgement.id().toString())
                .with(Map.of("verdict", judgement.ruling().verdict().name()));
        return base.store().review(judgement, event);
    }
}
