package org.lianzhen.gateway.access;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.audit.AuditAction;

/** Asks somebody who has logged in to prove once more who they are, before something that nobody else may do for them. */
public final class Confirmation {
    private final LogIn logIn;
    private final SecondFactors factors;

    public Confirmation(LogIn logIn, SecondFactors factors) {
        this.logIn = logIn;
        this.factors = factors;
    }

    /** What came of it. */
    public enum Outcome {
        RIGHT, WRONG,
        /** The account has a second factor, and its code is missing. */
        CODE_NEEDED,
        /** Too many were wrong; try again later. */
        LOCKED
    }

    /**
     * What somebody shows.
     *
     * @param code of the second factor, or null
     */
    public record Proof(String password, @Nullable String code) {
        @Override
        public String toString() {
            return "Proof";
        }
    }

    /** @param action that it is to allow; wrong proofs are put on record under it, and count like those of log-ins */
    public CompletionStage<Outcome> confirm(Caller caller, Proof proof, AuditAction action) {
        return logIn.check(caller, proof.password(), action).thenCompose(checked -> switch (checked) {
            case LogInResult.Admitted _ -> factors.check(caller.account(), proof.code())
                    .thenCompose(code -> outcome(caller, code, action));
            case LogInResult.Locked _,LogInResult.TooMany _ -> CompletableFuture.completedStage(Outcome.LOCKED);
            case LogInResult.Refused _,LogInResult.SecondFactorNeeded _ -> CompletableFuture
                    .completedStage(Outcome.WRONG);
        });
    }

    private CompletionStage<Outcome> outcome(Caller caller, SecondFactors.Check checked, AuditAction action) {
        return switch (checked) {
            case NONE, RIGHT -> logIn.forgive(caller).thenApply(done -> Outcome.RIGHT);
            case MISSING -> CompletableFuture.completedStage(Outcome.CODE_NEEDED);
            case WRONG -> logIn.refuseCode(caller, action).thenApply(kept -> Outcome.WRONG);
        };
    }
}
