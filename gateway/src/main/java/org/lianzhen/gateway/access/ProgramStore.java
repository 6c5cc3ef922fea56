package org.lianzhen.gateway.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.audit.AuditEvent;

/** Keeps keys of programs, and which requests were taken. Fails with {@link AccessUnavailableException}. */
public interface ProgramStore {
    /** The key with this id and its account, when that is active. */
    CompletionStage<Optional<Known>> find(String keyId);

    CompletionStage<List<Entry>> keys(String account);

    /**
     * Keys of active accounts that end soon or have ended, the first one first.
     *
     * @param before how soon
     * @param most that are looked at
     */
    CompletionStage<List<ProgramKey>> ending(Instant before, int most);

    /** @return false when the id is taken, the account has two keys, or is no program's */
    CompletionStage<Boolean> add(ProgramKey key, AuditEvent event);

    /** @return false when the account has no such key */
    CompletionStage<Boolean> remove(String account, String keyId, AuditEvent event);

    /**
     * Notes that a request was taken.
     *
     * @param until when it would be too old anyway
     * @return false when it was taken before
     */
    CompletionStage<Boolean> use(String keyId, String nonce, Instant until);

    /** A key, and who added it when. */
    record Entry(ProgramKey key, String author, Instant addedAt) {}

    /** A key and whose it is. */
    record Known(ProgramKey key, Account account) {}
}
