package org.lianzhen.gateway.access;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.audit.AuditLog;

/**
 * Opens sessions for those who know a password. What it answers, and how long it takes, does not tell whether a name exists. A
 * name that nobody has is kept nowhere: it may be a password in the wrong field.
 */
public final class LogIn {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final AccountStore accounts;
    private final SessionStore sessions;
    private final PasswordHasher hasher;
    private final AuditLog audit;
    private final Attempts attempts;

    /** What log-in stands on. */
    public record Base(AccountStore accounts, SessionStore sessions, PasswordHasher hasher, AuditLog audit) {}

    public LogIn(Base base) {
        this(base, System::nanoTime);
    }

    LogIn(Base base, LongSupplier nanos) {
        accounts = base.accounts();
        sessions = base.sessions();
        hasher = base.hasher();
        audit = base.audit();
        attempts = new Attempts(nanos);
    }

    /** One try. */
    private record Attempt(String name, String password, String source, AccessRules rules) {
        String addressKey() {
            return "address " + source;
        }

        Attempts.Limit addressLimit() {
            return new Attempts.Limit(rules.attempts(), MINUTE, MINUTE);
        }

        @Override
        public String toString() {
            return "Attempt from " + source;
        }
    }

    /** @param source network address of the request */
    public CompletionStage<LogInResult> logIn(String name, String password, String source) {
        return accounts.rules().thenCompose(
                rules -> logIn(new Attempt(name.strip().toLowerCase(Locale.ROOT), password, source, rules)));
    }

    private CompletionStage<LogInResult> logIn(Attempt attempt) {
        Duration wait = attempts.left(attempt.addressKey(), attempt.addressLimit());
        if (!wait.isZero()) {
            return CompletableFuture.completedStage(new LogInResult.TooMany(wait));
        }
        attempts.add(attempt.addressKey(), attempt.addressLimit());
        boolean possible = Account.isName(attempt.name()) && attempt.password().length() <= PasswordRules.LONGEST;
        String counted = possible ? attempt.name() : "#" + Tokens.hash(attempt.name());
        return accounts.attempt(counted).thenCompose(lock -> {
            if (!lock.isZero()) {
                return audit.append(locked(attempt, possible)).thenApply(kept -> new LogInResult.Locked(lock));
            }
            return possible
                    ? accounts.find(attempt.name()).thenCompose(found -> found.isPresent()
                            ? known(attempt, found.get())
                            : unknown(attempt))
                    : unknown(attempt);
        });
    }

    /** Names that cannot be anybody's may be anything, such as a password in the wrong field. */
    private static AuditEvent locked(Attempt attempt, boolean possible) {
        var actor = new AuditEvent.Actor(possible ? attempt.name() : "", "", "", attempt.source());
        return AuditEvent.refused(actor, AuditAction.LOGIN, "").with(Map.of("reason", "locked"));
    }

    private CompletionStage<LogInResult> known(Attempt attempt, AccountStore.Credential credential) {
        Account account = credential.account();
        return hasher.matches(attempt.password(), credential.passwordHash()).thenCompose(right -> right
                ? open(attempt, credential)
                : refuse(AuditEvent.failed(actor(account, attempt), AuditAction.LOGIN, "")));
    }

    private CompletionStage<LogInResult> open(Attempt attempt, AccountStore.Credential credential) {
        Account account = credential.account();
        String token = Tokens.next();
        UUID id = UUID.randomUUID();
        var opening = new SessionStore.Opening(id, account, credential.passwordHash(), Tokens.hash(token),
                attempt.source());
        return sessions.open(opening, AuditEvent.success(actor(account, attempt), AuditAction.LOGIN, id.toString()))
                .thenCompose(opened -> opened
                        ? CompletableFuture.completedStage(new LogInResult.Admitted(token, account))
                        : refuse(AuditEvent.refused(actor(account, attempt), AuditAction.LOGIN, "")));
    }

    private CompletionStage<LogInResult> refuse(AuditEvent event) {
        return audit.append(event).thenApply(kept -> new LogInResult.Refused());
    }

    private CompletionStage<LogInResult> unknown(Attempt attempt) {
        var nobody = new AuditEvent.Actor("", "", "", attempt.source());
        return hasher.matchesNobody(attempt.password()).thenCompose(never -> refuse(
                AuditEvent.failed(nobody, AuditAction.LOGIN, "").with(Map.of("reason", "no such account"))));
    }

    private static AuditEvent.Actor actor(Account account, Attempt attempt) {
        return new AuditEvent.Actor(account.name(), "", account.unit(), attempt.source());
    }

    /** Whether a password is right that somebody tells who has logged in already; wrong ones count like those of log-ins. */
    CompletionStage<LogInResult> check(Caller caller, String password) {
        return accounts.attempt(caller.account()).thenCompose(lock -> lock.isZero()
                ? accounts.find(caller.account()).thenCompose(found -> found.isPresent()
                        ? check(caller, password, found.get())
                        : CompletableFuture.completedStage(new LogInResult.Refused()))
                : CompletableFuture.completedStage(new LogInResult.Locked(lock)));
    }

    private CompletionStage<LogInResult> check(Caller caller, String password, AccountStore.Credential credential) {
        Account account = credential.account();
        var actor = new AuditEvent.Actor(account.name(), "", account.unit(), caller.source(), caller.request());
        return hasher.matches(password, credential.passwordHash()).thenCompose(right -> right
                ? CompletableFuture.completedStage(new LogInResult.Admitted("", account))
                : refuse(AuditEvent.failed(actor, AuditAction.ACCOUNT_CHANGE, account.name())));
    }
}
