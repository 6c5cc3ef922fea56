package org.lianzhen.dicom.net;

import java.security.AlgorithmConstraints;
import java.security.AlgorithmParameters;
import java.security.CryptoPrimitive;
import java.security.Key;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.util.Set;
import java.util.regex.Pattern;
import javax.crypto.interfaces.DHKey;
import org.jspecify.annotations.Nullable;

/**
 * The keys and signatures that BCP 195 (RFC 9325 section 4.5) and PS3.15 Annex B allow: RSA and finite-field Diffie-Hellman
 * from 2048 bits, elliptic curves from 256 bits, SHA-256 or better. The Java runtime by itself is content with less.
 */
final class StrongKeys implements AlgorithmConstraints {
    static final StrongKeys ONLY = new StrongKeys();

    private static final int FACTORING_BITS = 2_048;
    private static final int CURVE_BITS = 256;
    private static final Pattern WEAK_HASH = Pattern.compile("MD[25]|SHA-?1(?!\\d)", Pattern.CASE_INSENSITIVE);

    private StrongKeys() {}

    @Override
    public boolean permits(Set<CryptoPrimitive> primitives, String algorithm,
            @Nullable AlgorithmParameters parameters) {
        return !primitives.contains(CryptoPrimitive.SIGNATURE) || !WEAK_HASH.matcher(algorithm).find();
    }

    @Override
    public boolean permits(Set<CryptoPrimitive> primitives, Key key) {
        return weakness(key) == null;
    }

    @Override
    public boolean permits(Set<CryptoPrimitive> primitives, String algorithm, Key key,
            @Nullable AlgorithmParameters parameters) {
        return permits(primitives, algorithm, parameters) && permits(primitives, key);
    }

    /** What is too weak about a certificate, as a clause, or null. Who signed a root does not matter. */
    static @Nullable String weakness(X509Certificate certificate) {
        boolean root = certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
        if (!root && WEAK_HASH.matcher(certificate.getSigAlgName()).find()) {
            return "is signed with " + certificate.getSigAlgName();
        }
        return weakness(certificate.getPublicKey());
    }

    private static @Nullable String weakness(Key key) {
        return switch (key) {
            case RSAKey rsa -> tooShort(rsa.getModulus().bitLength(), FACTORING_BITS);
            case DHKey dh -> tooShort(dh.getParams().getP().bitLength(), FACTORING_BITS);
            case ECKey curve -> tooShort(curve.getParams().getOrder().bitLength(), CURVE_BITS);
            default -> null;
        };
    }

    private static @Nullable String tooShort(int bits, int wanted) {
        return bits >= wanted ? null : "has a key of " + bits + " bits where " + wanted + " are wanted";
    }
}
