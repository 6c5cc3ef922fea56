package org.lianzhen.gateway.access;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.access.ProgramKey.Algorithm;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;

/** The administration of what programs sign with. */
public final class ProgramKeys {
    private final ProgramStore store;
    private final SecretBox box;

    public ProgramKeys(ProgramStore store, SecretBox box) {
        this.store = store;
        this.box = box;
    }

    /** What a program is told about a new key: the shared secret in base64, told this once; empty for a public key. */
    public record NewKey(String id, String secret) {
        @Override
        public String toString() {
            return "NewKey[" + id + "]";
        }
    }

    /** Keys of a program, oldest first. */
    public CompletionStage<List<ProgramStore.Entry>> keys(String account) {
        return store.keys(account);
    }

    /**
     * Adds a shared key, of which there may be two so that one can take the place of the other.
     *
     * @return empty when that cannot be: the id is no id or taken, the program has two keys, or there is no such program
     */
    public CompletionStage<Optional<NewKey>> addShared(Caller caller, String account, String id) {
        String secret = Tokens.next();
        byte[] bytes = secret.getBytes(StandardCharsets.US_ASCII);
        return add(caller, new ProgramKey(id, account, Algorithm.HMAC_SHA256, box.seal(bytes, id)))
                .thenApply(added -> added ? Optional.of(new NewKey(id, Base64.getEncoder().encodeToString(bytes)))
                        : Optional.empty());
    }

    /**
     * Adds a public key.
     *
     * @param publicKey Ed25519, X.509 or raw, in base64
     * @return empty as {@link #addShared}, or when that is no key
     */
    public CompletionStage<Optional<NewKey>> addPublic(Caller caller, String account, String id, String publicKey) {
        return Signatures.normalized(publicKey)
                .map(normal -> add(caller, new ProgramKey(id, account, Algorithm.ED25519, normal)))
                .orElse(CompletableFuture.completedStage(false))
                .thenApply(added -> added ? Optional.of(new NewKey(id, "")) : Optional.empty());
    }

    private CompletionStage<Boolean> add(Caller caller, ProgramKey key) {
        return ProgramKey.isId(key.id()) ? store.add(key, event(caller, key.account(), "add key " + key.id()))
                : CompletableFuture.completedStage(false);
    }

    /** @return false when the program has no such key */
    public CompletionStage<Boolean> removeKey(Caller caller, String account, String id) {
        return ProgramKey.isId(id) ? store.remove(account, id, event(caller, account, "remove key " + id))
                : CompletableFuture.completedStage(false);
    }

    private static AuditEvent event(Caller caller, String account, String change) {
        return AuditEvent.success(caller.actor(Operation.EDIT_ACCOUNTS), AuditAction.KEY_CHANGE, account)
                .with(Map.of("change", change));
    }
}
