package org.lianzhen.gateway.access;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.lianzhen.gateway.access.SignerKeyStore.SealedKey;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;

/**
 * Signs for people, each with a key of their own that only they can have used, because they prove who they are before (E-Signature Law
 * article 13). A key is made when somebody signs for the first time.
 */
public final class Signers {
    private static final Executor ASIDE = work -> Thread.ofVirtual().name("signing").start(work);
    /** Goes before the account's name where its key is sealed: secrets of different kinds of one account do not open each other. */
    public static final String PURPOSE = "signing key of ";

    private final SignerKeyStore store;
    private final SecretBox box;

    public Signers(SignerKeyStore store, SecretBox box) {
        this.store = store;
        this.box = box;
    }

    /** @param caller who has just proved once more who they are */
    public CompletionStage<Signature> sign(Caller caller, Signature.Algorithm algorithm, byte[] content) {
        return store.newest(caller.account(), algorithm)
                .thenCompose(found -> found.isPresent() ? CompletableFuture.completedStage(found.get())
                        : make(caller, algorithm))
                .thenComposeAsync(key -> sign(caller, key, content), ASIDE);
    }

    private CompletionStage<SealedKey> make(Caller caller, Signature.Algorithm algorithm) {
        AuditEvent event = AuditEvent.success(caller.actor(), AuditAction.KEY_CHANGE, caller.account())
                .with(Map.of("key", "signing", "algorithm", algorithm.name()));
        return CompletableFuture.supplyAsync(() -> pair(caller, algorithm), ASIDE)
                .thenCompose(key -> store.add(caller.account(), key, event).thenApply(kept -> key));
    }

    private SealedKey pair(Caller caller, Signature.Algorithm algorithm) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", Signature.PROVIDER);
            generator.initialize(new ECGenParameterSpec(algorithm.curve()), new SecureRandom());
            KeyPair pair = generator.generateKeyPair();
            return new SealedKey(algorithm, Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()),
                    box.seal(pair.getPrivate().getEncoded(), PURPOSE + caller.account()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the provider has these curves", e);
        }
    }

    private CompletionStage<Signature> sign(Caller caller, SealedKey key, byte[] content) {
        try {
            PrivateKey secret = KeyFactory.getInstance("EC", Signature.PROVIDER).generatePrivate(
                    new PKCS8EncodedKeySpec(box.open(key.sealed(), PURPOSE + caller.account())));
            java.security.Signature signing = key.algorithm().instance();
            signing.initSign(secret);
            signing.update(content);
            return CompletableFuture.completedStage(new Signature(key.algorithm(), key.publicKey(),
                    Base64.getEncoder().encodeToString(signing.sign())));
        } catch (AccessUnavailableException e) {
            return CompletableFuture.failedStage(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key of an account cannot sign", e);
        }
    }
}
