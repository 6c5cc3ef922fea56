package org.lianzhen.gateway.access;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.audit.AuditEvent;

/** Keeps the keys with which accounts sign. Those that were in force once stay, so that what they signed can be proved. */
public interface SignerKeyStore {

    /** The newest of an account for an algorithm. */
    CompletionStage<Optional<SealedKey>> newest(String account, Signature.Algorithm algorithm);

    /** Adds one, together with the event; of two at the same moment both stay. */
    CompletionStage<Void> add(String account, SealedKey key, AuditEvent event);

    /**
     * A pair of keys.
     *
     * @param publicKey X.509 SubjectPublicKeyInfo (RFC 5280), base 64
     * @param sealed the private one (PKCS #8), sealed
     */
    record SealedKey(Signature.Algorithm algorithm, String publicKey, String sealed) {
        @Override
        public String toString() {
            return "SealedKey of " + algorithm;
        }
    }
}
