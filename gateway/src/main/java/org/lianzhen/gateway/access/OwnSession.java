package org.lianzhen.gateway.access;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.access.AccountResult.Reason;
import org.lianzhen.gateway.audit.AuditAction;

/** Opens a session again that has locked itself because nobody used it: with the password, and as it was before. */
public final class OwnSession {
    private final LogIn logIn;
    private final LoggedIn loggedIn;

    public OwnSession(LogIn logIn, LoggedIn loggedIn) {
        this.logIn = logIn;
        this.loggedIn = loggedIn;
    }

    public CompletionStage<AccountResult> unlock(Sessions.Session session, String password) {
        return logIn.check(session.caller(), password, AuditAction.SESSION_UNLOCK)
                .thenCompose(checked -> switch (checked) {
                    case LogInResult.Admitted admitted -> loggedIn.unlock(session)
                            .<AccountResult>thenApply(done -> done ? new AccountResult.Done(admitted.account())
                                    : new AccountResult.Refused(Reason.MISSING,
                                            "The session has ended; log in again."));
                    case LogInResult.Locked _,LogInResult.TooMany _ -> refused(Reason.LOCKED,
                            "Too many wrong passwords; try again later.");
                    case LogInResult.Refused _,LogInResult.SecondFactorNeeded _ -> refused(Reason.WRONG_PASSWORD,
                            "The password is another.");
                });
    }

    private static CompletionStage<AccountResult> refused(Reason reason, String detail) {
        return CompletableFuture.completedStage(new AccountResult.Refused(reason, detail));
    }
}
