package org.lianzhen.gateway.access;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * A signature over bytes, and the key that proves it.
 *
 * @param publicKey X.509 SubjectPublicKeyInfo (RFC 5280), base 64
 * @param value DER of both numbers (RFC 3279 section 2.2.3), base 64
 */
public record Signature(Algorithm algorithm, String publicKey, String value) {
    static final Provider PROVIDER = new BouncyCastleProvider();

    /** How it is made. */
    public enum Algorithm {
        /** ECDSA with P-256 and SHA-256 (FIPS 186-5). */
        ECDSA("SHA256withECDSA", "secp256r1"),
        /** SM2 with SM3 (GB/T 32918). */
        SM2("SM3withSM2", "sm2p256v1");

        private final String signature;
        private final String curve;

        Algorithm(String signature, String curve) {
            this.signature = signature;
            this.curve = curve;
        }

        String curve() {
            return curve;
        }

        java.security.Signature instance() throws GeneralSecurityException {
            return java.security.Signature.getInstance(signature, PROVIDER);
        }
    }

    /** Whether it was made over exactly these bytes. */
    public boolean proves(byte[] content) {
        try {
            PublicKey key = KeyFactory.getInstance("EC", PROVIDER)
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(publicKey)));
            java.security.Signature check = algorithm.instance();
            check.initVerify(key);
            check.update(content);
            return check.verify(Base64.getDecoder().decode(value));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // what is no key or no signature proves nothing
            return false;
        }
    }
}
