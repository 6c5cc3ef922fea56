package org.lianzhen.gateway.app.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.operator.OperatorCreationException;
import org.lianzhen.dicom.net.TlsMaterial;

/**
 * A certificate authority of our own. Browsers and nodes that have its certificate believe every certificate that it issues. It
 * may issue to servers and clients only, and to no further authority.
 *
 * @param key that signs
 * @param certificate its own
 */
public record Authority(PrivateKey key, X509Certificate certificate) {
    private static final int YEARS = 10;
    private static final int BITS = 3072;
    private static final int BITS_OF_OTHERS = 2048;
    /** Clocks of others go wrong: what was issued now must not be of tomorrow to them. */
    private static final Duration CLOCK_SLACK = Duration.ofHours(12);

    /** A new one. Takes a moment: its key is made. */
    static Authority make(Instant now) {
        try {
            KeyPair keys = Signing.keys(BITS);
            // two of them must not have one name, or browsers mistake one for the other
            byte[] mark = new byte[4];
            new SecureRandom().nextBytes(mark);
            Instant until = now.atOffset(ZoneOffset.UTC).plusYears(YEARS).toInstant();
            return new Authority(keys.getPrivate(), Signing.root(keys,
                    "Lianzhen CA " + HexFormat.of().withUpperCase().formatHex(mark),
                    new Signing.Period(now.minus(CLOCK_SLACK), until)));
        } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
            throw new IllegalStateException("no certificate can be made on this Java platform", e);
        }
    }

    /** A key and its certificate, which trusts whoever has one of this authority. Takes a moment: the key is made. */
    public TlsMaterial issue(CertificateOrder order) {
        try {
            KeyPair keys = Signing.keys(BITS_OF_OTHERS);
            Instant from = order.from().minus(CLOCK_SLACK);
            Instant end = from.plus(Duration.ofDays(order.days()));
            Instant last = Certificates.end(certificate);
            X509Certificate leaf = Signing.leaf(this, keys.getPublic(), order,
                    new Signing.Period(from, end.isBefore(last) ? end : last));
            return new TlsMaterial(keys.getPrivate(), List.of(leaf), List.of(certificate));
        } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
            throw new IllegalStateException("no certificate can be made on this Java platform", e);
        }
    }

    /** Whether a certificate is of this authority, and not of another one. */
    boolean hasIssued(X509Certificate one) {
        return Certificates.isSignedBy(one, certificate);
    }

    /** Names no key. */
    @Override
    public String toString() {
        return "Authority[" + certificate.getSubjectX500Principal() + "]";
    }
}
