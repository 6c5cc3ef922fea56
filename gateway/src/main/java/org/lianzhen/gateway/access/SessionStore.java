package org.lianzhen.gateway.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.audit.AuditEvent;

/** Keeps log-in sessions, of whose tokens it knows only the hashes. Fails with {@link AccessUnavailableException}. */
public interface SessionStore {

    /**
     * Opens one, forgets the account's failures, and keeps the event, all or nothing.
     *
     * @return false when the account is not active, or has another password by now
     */
    CompletionStage<Boolean> open(Opening opening, AuditEvent event);

    /**
     * The session in force with this hash.
     *
     * @param active whether it counts as used now; one that is locked never does
     */
    CompletionStage<Optional<Used>> use(String tokenHash, boolean active);

    /** Lets a locked one be used again, and forgets the account's failures. @return false when there is no such session */
    CompletionStage<Boolean> unlock(String account, UUID id, AuditEvent event);

    /** Sessions of an account that are in force, newest first. */
    CompletionStage<List<Open>> list(String account);

    /** Ends one. @return false when the account has no such session in force */
    CompletionStage<Boolean> end(String account, UUID id, AuditEvent event);

    /**
     * What a session begins with.
     *
     * @param passwordHash that the account has, and that the password was found right by when one was shown
     * @param source network address of the log-in
     * @param byProvider whether a provider of identities said who it is
     */
    record Opening(UUID id, Account account, String passwordHash, String tokenHash, String source,
            boolean byProvider) {}

    /** A session and whose it is. */
    record Used(UUID id, Account account, Facts facts) {}

    /**
     * What is to be known about a session besides.
     *
     * @param source network address that it was opened from
     * @param binding from where it may be used
     * @param locked whether nobody was active for {@code idleMinutes}
     * @param mustEnrol whether the rules want a second factor that the account has not
     * @param byProvider whether a provider of identities said who it is
     */
    record Facts(String source, AddressBinding binding, boolean locked, int idleMinutes, boolean mustEnrol,
            boolean byProvider, Set<SharedCase> cases) {}

    /** A session as its owner sees it. */
    record Open(UUID id, String source, Instant openedAt, Instant lastUsedAt, Instant endsAt) {}
}
