package org.lianzhen.gateway.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.lianzhen.dicom.net.TlsContext;
import org.lianzhen.dicom.net.TlsContext.ClientCertificate;
import org.lianzhen.dicom.net.TlsMaterial;
import org.lianzhen.dicom.net.TlsProfile;
import org.lianzhen.gateway.config.DicomTlsSettings;
import org.lianzhen.gateway.config.TlsProfileName;

/** Reads certificates and keys from PEM files, and makes of them what DICOM over TLS needs. */
final class TlsFiles {
    private static final Pattern KEY = Pattern
            .compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");

    private TlsFiles() {}

    /** Clients must show a certificate exactly when it is said who issues theirs. */
    static TlsContext context(DicomTlsSettings settings) throws StartException {
        Path clientCa = settings.clientCa();
        List<X509Certificate> trusted = clientCa == null ? List.of() : certificates(clientCa);
        var material = new TlsMaterial(key(settings.key()), certificates(settings.certificate()), trusted);
        try {
            return TlsContext.server(profile(settings.profile()), material,
                    clientCa == null ? ClientCertificate.NONE : ClientCertificate.REQUIRED);
        } catch (SSLException | IllegalArgumentException e) {
            throw new StartException("start.tls", settings.certificate(), settings.key(),
                    String.valueOf(e.getMessage()));
        }
    }

    private static TlsProfile profile(TlsProfileName name) {
        return switch (name) {
            case BCP195 -> TlsProfile.BCP_195_RFC_8996_9325;
            case BCP195_MODIFIED -> TlsProfile.MODIFIED_BCP_195_RFC_8996_9325;
            case BCP195_NON_DOWNGRADING -> TlsProfile.NON_DOWNGRADING_BCP_195;
            case BCP195_EXTENDED -> TlsProfile.EXTENDED_BCP_195;
        };
    }

    static List<X509Certificate> certificates(Path file) throws StartException {
        List<X509Certificate> certificates = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file)) {
            for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                certificates.add((X509Certificate) certificate);
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new StartException("start.tls-file", file, String.valueOf(e.getMessage()));
        }
        if (certificates.isEmpty()) {
            throw new StartException("start.tls-file", file, "no CERTIFICATE");
        }
        return certificates;
    }

    static PrivateKey key(Path file) throws StartException {
        byte[] encoded;
        try {
            Matcher pem = KEY.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
            if (!pem.find()) {
                throw new StartException("start.tls-file", file, "no PRIVATE KEY (PKCS #8, not encrypted)");
            }
            encoded = Base64.getMimeDecoder().decode(pem.group(1));
        } catch (IOException | IllegalArgumentException e) {
            throw new StartException("start.tls-file", file, String.valueOf(e.getMessage()));
        }
        return decoded(file, encoded);
    }

    private static PrivateKey decoded(Path file, byte[] encoded) throws StartException {
        var spec = new PKCS8EncodedKeySpec(encoded);
        GeneralSecurityException last = null;
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(spec);
            } catch (GeneralSecurityException e) {
                last = e;
            }
        }
        throw new StartException("start.tls-file", file, String.valueOf(last));
    }
}
