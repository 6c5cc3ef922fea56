package org.lianzhen.gateway.access;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.access.AccountResult.Reason;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;

/** Lets people change their passwords. All their other sessions end with the old one. */
public final class OwnPassword {
    private final AccountStore store;
    private final PasswordHasher hasher;
    private final LogIn logIn;
    private final LoggedIn loggedIn;

    public OwnPassword(AccountStore store, PasswordHasher hasher, LogIn logIn, LoggedIn loggedIn) {
        this.store = store;
        this.hasher = hasher;
        this.logIn = logIn;
        this.loggedIn = loggedIn;
    }

    public CompletionStage<AccountResult> change(Sessions.Session session, String present, String next) {
        Caller caller = session.caller();
        Optional<String> problem = present.equals(next)
                ? Optional.of("The new password must be another.")
                : PasswordRules.problem(caller.account(), next);
        if (problem.isPresent()) {
            return refused(Reason.INVALID, problem.get());
        }
        return logIn.check(caller, present, AuditAction.ACCOUNT_CHANGE).thenCompose(checked -> switch (checked) {
            case LogInResult.Admitted(String token, Account account) -> replace(session, account, next);
            case LogInResult.Locked locked -> refused(Reason.LOCKED, "Too many wrong passwords; try again later.");
            case LogInResult.Refused _,LogInResult.SecondFactorNeeded _ -> refused(Reason.WRONG_PASSWORD,
                    "The present password is another.");
            case LogInResult.TooMany many -> refused(Reason.LOCKED, "Too many wrong passwords; try again later.");
        });
    }

    private CompletionStage<AccountResult> replace(Sessions.Session session, Account account, String next) {
        Caller caller = session.caller();
        AuditEvent event = AuditEvent.success(caller.actor(), AuditAction.ACCOUNT_CHANGE, account.name())
                .with(Map.of("change", "own password"));
        return hasher.hash(next)
                .thenCompose(hash -> store.changePassword(
                        new AccountStore.NewPassword(account.name(), hash, false, session.id()), event))
                .thenApply(changed -> {
                    loggedIn.forget(account.name());
                    return new AccountResult.Done(account);
                });
    }

    private static CompletionStage<AccountResult> refused(Reason reason, String detail) {
        return CompletableFuture.completedStage(new AccountResult.Refused(reason, detail));
    }
}
