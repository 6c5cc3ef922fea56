package org.lianzhen.gateway.access;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
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
    private final SecondFactors factors;
    private final AuditLog audit;
    private final Attempts attempts;

    /** What log-in stands on. */
    public record Base(AccountStore accounts, SessionStore sessions, PasswordHasher hasher, SecondFactors factors,
            AuditLog audit) {}

    public LogIn(Base base) {
        this(base, System::nanoTime);
    }

    LogIn(Base base, LongSupplier nanos) {
        accounts = base.accounts();
        sessions = base.sessions();
        hasher = base.hasher();
        factors = base.factors();
        audit = base.audit();
        attempts = new Attempts(nanos);
    }

    /**
     * What somebody shows.
     *
     * @param code of the second factor, or null
     */
    public record Claim(String name, String password, @Nullable String code, From from) {
        @Override
        public String toString() {
            return "Claim from " + from.source();
        }
    }

    /** One try. */
    private record Attempt(Claim claim, AccessRules.LogIns rules) {
        /** As accounts are called. */
        String name() {
            return claim.name().strip().toLowerCase(Locale.ROOT);
        }

        String password() {
            return claim.password();
        }

        String source() {
            return claim.from().source();
        }

        AuditEvent.Actor actor(String account, String unit) {
            return claim.from().actor(account, unit);
        }

        String addressKey() {
            return "address " + source();
        }

        Attempts.Limit addressLimit() {
            return new Attempts.Limit(rules.attempts(), MINUTE, MINUTE);
        }

        @Override
        public String toString() {
            return "Attempt from " + source();
        }
    }

    /** A log-in with its code in a second step counts as two tries until it is done. */
    public CompletionStage<LogInResult> logIn(Claim claim) {
        return accounts.rules().thenCompose(rules -> logIn(new Attempt(claim, rules.logIns())));
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
        return AuditEvent.refused(attempt.actor(possible ? attempt.name() : "", ""), AuditAction.LOGIN, "")
                .with(Map.of("reason", "locked"));
    }

    private CompletionStage<LogInResult> known(Attempt attempt, AccountStore.Credential credential) {
        Account account = credential.account();
        return hasher.matches(attempt.password(), credential.passwordHash()).thenCompose(
                right -> right && account.kind() != Account.Kind.PROGRAM
                        ? factor(attempt, credential)
                        : refuse(AuditEvent.failed(actor(account, attempt), AuditAction.LOGIN, "")));
    }

    private CompletionStage<LogInResult> factor(Attempt attempt, AccountStore.Credential credential) {
        Account account = credential.account();
        return factors.check(account.name(), attempt.claim().code()).thenCompose(checked -> switch (checked) {
            case NONE, RIGHT -> open(attempt, credential);
            case MISSING -> CompletableFuture.completedStage(new LogInResult.SecondFactorNeeded());
            case WRONG -> refuse(AuditEvent.failed(actor(account, attempt), AuditAction.LOGIN, "")
                    .with(Map.of("reason", "second factor")));
        });
    }

    private CompletionStage<LogInResult> open(Attempt attempt, AccountStore.Credential credential) {
        Account account = credential.account();
        String token = Tokens.next();
        UUID id = UUID.randomUUID();
        var opening = new SessionStore.Opening(id, account, credential.passwordHash(), Tokens.hash(token),
                attempt.source(), false);
        return sessions.open(opening, AuditEvent.success(actor(account, attempt), AuditAction.LOGIN, id.toString()))
                .thenCompose(opened -> opened
                        ? CompletableFuture.completedStage(new LogInResult.Admitted(token, account))
                        : refuse(AuditEvent.refused(actor(account, attempt), AuditAction.LOGIN, "")));
    }

    private CompletionStage<LogInResult> refuse(AuditEvent event) {
        return audit.append(event).thenApply(kept -> new LogInResult.Refused());
    }

    private CompletionStage<LogInResult> unknown(Attempt attempt) {
        return hasher.matchesNobody(attempt.password()).thenCompose(never -> refuse(
                AuditEvent.failed(attempt.actor("", ""), AuditAction.LOGIN, "")
                        .with(Map.of("reason", "no such account"))));
    }

    private static AuditEvent.Actor actor(Account account, Attempt attempt) {
        return attempt.actor(account.name(), account.unit());
    }

    /** Whether a password is right that somebody tells who has logged in already; wrong ones count like those of log-ins. */
    CompletionStage<LogInResult> check(Caller caller, String password, AuditAction action) {
        return accounts.attempt(caller.account()).thenCompose(lock -> lock.isZero()
                ? accounts.find(caller.account()).thenCompose(found -> found.isPresent()
                        ? check(caller, new Shown(password, action), found.get())
                        : CompletableFuture.completedStage(new LogInResult.Refused()))
                : audit.append(AuditEvent.refused(caller.actor(), action, caller.account())
                        .with(Map.of("reason", "locked"))).thenApply(kept -> new LogInResult.Locked(lock)));
    }

    /** Whoever has proved everything begins to count anew. */
    CompletionStage<Void> forgive(Caller caller) {
        return accounts.forgive(caller.account());
    }

    /** Puts on record that the password was right, and the code of the second factor was not. */
    CompletionStage<LogInResult> refuseCode(Caller caller, AuditAction action) {
        return refuse(AuditEvent.failed(caller.actor(), action, caller.account())
                .with(Map.of("reason", "second factor")));
    }

    /** @param action that it is to allow */
    private record Shown(String password, AuditAction action) {
        @Override
        public String toString() {
            return "Shown for " + action;
        }
    }

    private CompletionStage<LogInResult> check(Caller caller, Shown shown, AccountStore.Credential credential) {
        Account account = credential.account();
        return hasher.matches(shown.password(), credential.passwordHash()).thenCompose(right -> right
                ? CompletableFuture.completedStage(new LogInResult.Admitted("", account))
                : refuse(AuditEvent.failed(caller.actor(), shown.action(), account.name())));
    }
}
