package org.lianzhen.gateway.access;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.audit.AuditEvent;

/** Keeps second factors, sealed, and hashes of recovery codes. Fails with {@link AccessUnavailableException}. */
public interface SecondFactorStore {
    CompletionStage<Optional<Factor>> find(String account);

    /** Keeps a secret that its owner has yet to confirm, in the place of another such. */
    CompletionStage<Void> begin(Caller owner, String pending);

    /**
     * Puts the pending secret in force with new recovery codes, and ends the account's other sessions.
     *
     * @return false when another one is pending by now
     */
    CompletionStage<Boolean> confirm(Confirmation confirmation, AuditEvent event);

    /** Notes that the code of a step was taken. @return false when it, or a later one, was taken before */
    CompletionStage<Boolean> useStep(String account, long step);

    /** Uses up a recovery code. @return false when there is no such code */
    CompletionStage<Boolean> useRecoveryCode(String account, String hash);

    /** Takes a factor away, and ends the account's sessions. @return false when there is none */
    CompletionStage<Boolean> remove(String account, AuditEvent event);

    /**
     * What is kept of one.
     *
     * @param secret sealed; null as long as none was confirmed
     * @param pending sealed; null when none was begun
     */
    record Factor(@Nullable String secret, @Nullable String pending) {}

    /**
     * A confirmed secret.
     *
     * @param step of the code that confirmed it
     * @param recoveryCodes hashes
     * @param kept the session that stays open
     */
    record Confirmation(Caller owner, String pending, long step, List<String> recoveryCodes, UUID kept) {}
}
