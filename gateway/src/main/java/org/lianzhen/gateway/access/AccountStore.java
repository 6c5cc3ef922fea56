package org.lianzhen.gateway.access;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.audit.AuditEvent;

/**
 * Keeps accounts. Every change becomes durable together with the event that speaks of it, or not at all. Fails with
 * {@link AccessUnavailableException}.
 */
public interface AccountStore {

    CompletionStage<AccessRules> rules();

    CompletionStage<Optional<Credential>> find(String name);

    /** Accounts by name, those after {@code after}. */
    CompletionStage<List<Account>> list(String after, int limit);

    /** Who of a unit has a staff number. */
    CompletionStage<Optional<String>> numbered(String unit, String staffNumber);

    /** @return false when the name is taken */
    CompletionStage<Boolean> create(Account account, String passwordHash, AuditEvent event);

    /** @return false when there is any account already */
    CompletionStage<Boolean> createFirst(Account account, String passwordHash, AuditEvent event);

    /**
     * Replaces all but the password, and ends the account's sessions.
     *
     * @param present what the change was made from
     * @return false when the account is another by now, or is not there
     */
    CompletionStage<Boolean> change(Account present, Account wanted, AuditEvent event);

    /** Replaces the password, takes the lock off and ends its sessions. @return false when there is no such account */
    CompletionStage<Boolean> changePassword(NewPassword password, AuditEvent event);

    /**
     * Counts a password as wrong before anybody looks at it, so that those who try many at the same time get no further than
     * others. Who turns out to know it is forgiven by {@link SessionStore#open}, {@link #changePassword} or {@link #forgive}.
     *
     * @param name of an account, or any other, which counts alike
     * @return what is left of a lock, in which case the password must not be looked at; zero when there is none
     */
    CompletionStage<Duration> attempt(String name);

    /** Forgets what was counted of an account, also that the last one that was right has locked it. */
    CompletionStage<Void> forgive(String name);

    /** An account and what it is known by. */
    record Credential(Account account, String passwordHash) {}

    /**
     * A password that takes the place of another.
     *
     * @param hash of {@link PasswordHash}
     * @param kept the session that stays open, or null
     */
    record NewPassword(String account, String hash, boolean mustChange, @Nullable UUID kept) {}
}
