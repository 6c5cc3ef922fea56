package org.lianzhen.gateway.app.tls;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.lianzhen.gateway.config.HostName;

/** What one wants to know of certificates. */
public final class Certificates {
    private static final int DNS = 2;
    private static final int ADDRESS = 7;

    private Certificates() {}

    /** As browsers and OpenSSL show it: SHA-256, in pairs of digits with colons between them. */
    public static String fingerprint(X509Certificate certificate) {
        try {
            return HexFormat.ofDelimiter(":").withUpperCase()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (CertificateEncodingException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("a certificate that was read can be written, and Java has SHA-256", e);
        }
    }

    /** When it ends. */
    public static Instant end(X509Certificate certificate) {
        return certificate.getNotAfter().toInstant();
    }

    /** Whole days until it ends; below 0 when it has ended. */
    public static long daysLeft(X509Certificate certificate, Instant now) {
        return Math.floorDiv(Duration.between(now, end(certificate)).toSeconds(), Duration.ofDays(1).toSeconds());
    }

    /** The DNS names and IP addresses that it is for. */
    public static Set<String> names(X509Certificate certificate) {
        Set<String> names = new TreeSet<>();
        try {
            Collection<List<?>> all = certificate.getSubjectAlternativeNames();
            for (List<?> name : all == null ? List.<List<?>>of() : all) {
                if (name.getFirst() instanceof Integer kind && (kind == DNS || kind == ADDRESS)) {
                    names.add(HostName.normal(String.valueOf(name.getLast())));
                }
            }
        } catch (CertificateParsingException e) {
            throw new IllegalArgumentException("a certificate with names that nobody can read", e);
        }
        return names;
    }

    /** Whether the key of {@code issuer} has signed it. */
    static boolean isSignedBy(X509Certificate certificate, X509Certificate issuer) {
        try {
            certificate.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false; // somebody else has
        }
    }
}
