package org.lianzhen.gateway.access;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.access.ProgramKey.Algorithm;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.member.AddressRange;

/** The administration of what programs sign with. */
public final class ProgramKeys {
    private final ProgramStore store;
    private final SecretBox box;
    private final InstantSource clock;

    public ProgramKeys(ProgramStore store, SecretBox box, InstantSource clock) {
        this.store = store;
        this.box = box;
        this.clock = clock;
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
     * What a new key shall be.
     *
     * @param publicKey Ed25519, X.509 or raw, in base64; empty for a shared key, which is made
     */
    public record Wanted(String id, String publicKey, ProgramKey.Limits limits) {}

    /**
     * Adds a key, of which there may be two so that one can take the place of the other.
     *
     * @return empty when that cannot be: the id is no id or taken, the program has two keys, there is no such program, that is no public
     *         key, or it has expired already
     */
    public CompletionStage<Optional<NewKey>> add(Caller caller, String account, Wanted wanted) {
        if (!ProgramKey.isId(wanted.id()) || wanted.limits().hasExpired(clock.instant())) {
            return CompletableFuture.completedStage(Optional.empty());
        }
        return wanted.publicKey().isEmpty() ? addShared(caller, account, wanted) : addPublic(caller, account, wanted);
    }

    private CompletionStage<Optional<NewKey>> addShared(Caller caller, String account, Wanted wanted) {
        String id = wanted.id();
        byte[] secret = Tokens.next().getBytes(StandardCharsets.US_ASCII);
        var key = new ProgramKey(id, account, Algorithm.HMAC_SHA256, box.seal(secret, id), wanted.limits());
        return add(caller, key).thenApply(added -> added
                ? Optional.of(new NewKey(id, Base64.getEncoder().encodeToString(secret)))
                : Optional.empty());
    }

    private CompletionStage<Optional<NewKey>> addPublic(Caller caller, String account, Wanted wanted) {
        return Signatures.normalized(wanted.publicKey())
                .map(normal -> add(caller,
                        new ProgramKey(wanted.id(), account, Algorithm.ED25519, normal, wanted.limits())))
                .orElse(CompletableFuture.completedStage(false))
                .thenApply(added -> added ? Optional.of(new NewKey(wanted.id(), "")) : Optional.empty());
    }

    private CompletionStage<Boolean> add(Caller caller, ProgramKey key) {
        Map<String, String> details = new HashMap<>(Map.of("change", "add key " + key.id()));
        Instant expires = key.limits().expires();
        if (expires != null) {
            details.put("expires", expires.toString());
        }
        if (!key.limits().addresses().isEmpty()) {
            details.put("addresses",
                    String.join(" ", key.limits().addresses().stream().map(AddressRange::text).toList()));
        }
        return store.add(key, event(caller, key.account(), details));
    }

    /** @return false when the program has no such key */
    public CompletionStage<Boolean> removeKey(Caller caller, String account, String id) {
        return ProgramKey.isId(id)
                ? store.remove(account, id, event(caller, account, Map.of("change", "remove key " + id)))
                : CompletableFuture.completedStage(false);
    }

    private static AuditEvent event(Caller caller, String account, Map<String, String> details) {
        return AuditEvent.success(caller.actor(Operation.EDIT_ACCOUNTS), AuditAction.KEY_CHANGE, account)
                .with(details);
    }
}
