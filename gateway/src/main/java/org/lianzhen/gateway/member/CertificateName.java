package org.lianzhen.gateway.member;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Locale;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/**
 * A certificate by its SHA-256 fingerprint (64 hexadecimal digits, with or without colons), or every one with a subject (RFC
 * 2253, such as {@code CN=TS1PACS,O=County}).
 *
 * @param text as people write it
 */
public record CertificateName(String text) {
    private static final int DIGITS = 64;

    /** Null when the text is neither. */
    static @Nullable CertificateName of(String text) {
        var name = new CertificateName(text);
        return name.isFingerprint() || name.subject() != null ? name : null;
    }

    private String digits() {
        return text.toLowerCase(Locale.ROOT).replace(":", "");
    }

    private boolean isFingerprint() {
        return digits().matches("[0-9a-f]{" + DIGITS + "}");
    }

    private @Nullable X500Principal subject() {
        try {
            return new X500Principal(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Whether it is this certificate's; whoever asks has checked that it can be trusted. */
    public boolean isOf(X509Certificate certificate) {
        return isFingerprint()
                ? digits().equals(fingerprint(certificate))
                : certificate.getSubjectX500Principal().equals(subject());
    }

    /** Of a certificate that has no encoding, which no peer can show, nothing. */
    private static @Nullable String fingerprint(X509Certificate certificate) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (CertificateEncodingException e) {
            return null;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
