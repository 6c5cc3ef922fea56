package org.lianzhen.dicom.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.lianzhen.dicom.net.TlsContext;
import org.lianzhen.dicom.net.TlsMaterial;
import org.lianzhen.dicom.net.TlsProfile;

/** A certificate authority for one test run, with a certificate for us and one for the peers. */
record TestPki(Path folder, X509Certificate authority, TlsMaterial ours, TlsMaterial theirs) {
    private static final char[] NO_PASSWORD = {};

    static TestPki in(Path folder) {
        try {
            KeyPair authorityKey = newKey();
            X509Certificate authority = certificate("Test CA", authorityKey, "Test CA", authorityKey);
            KeyPair ourKey = newKey();
            X509Certificate our = certificate("Us", ourKey, "Test CA", authorityKey);
            KeyPair peerKey = newKey();
            X509Certificate peer = certificate("Peer", peerKey, "Test CA", authorityKey);
            Files.writeString(folder.resolve("ca.pem"), pem("CERTIFICATE", authority.getEncoded()));
            Files.writeString(folder.resolve("peer.pem"), pem("CERTIFICATE", peer.getEncoded()));
            Files.writeString(folder.resolve("peer.key"), pem("PRIVATE KEY", peerKey.getPrivate().getEncoded()));
            return new TestPki(folder, authority,
                    new TlsMaterial(ourKey.getPrivate(), List.of(our), List.of(authority)),
                    new TlsMaterial(peerKey.getPrivate(), List.of(peer), List.of(authority)));
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Serves those who show a certificate. */
    TlsContext server() {
        return server(TlsContext.ClientCertificate.REQUIRED);
    }

    TlsContext server(TlsContext.ClientCertificate client) {
        try {
            return TlsContext.server(TlsProfile.NON_DOWNGRADING_BCP_195, ours, client);
        } catch (SSLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** With our certificate, or without one. */
    TlsContext client(boolean withCertificate) {
        try {
            TlsMaterial material = withCertificate ? ours : new TlsMaterial(null, List.of(), List.of(authority));
            return TlsContext.client(TlsProfile.NON_DOWNGRADING_BCP_195, material, false);
        } catch (SSLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The peer's certificate and trust in ours, for TLS of the Java runtime. */
    SSLContext peer() {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("peer", theirs.key(), NO_PASSWORD, theirs.chain().toArray(X509Certificate[]::new));
            store.setCertificateEntry("authority", authority);
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, NO_PASSWORD);
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Options that make a DCMTK program trust us and show no certificate. */
    List<String> anonymousDcmtk() {
        return List.of("+tla", "+cf", file("ca.pem"));
    }

    /** Options that make a DCMTK program use the peer's certificate and trust ours. */
    List<String> dcmtk() {
        return List.of("+tls", file("peer.key"), file("peer.pem"), "+cf", file("ca.pem"));
    }

    String file(String name) {
        return folder.resolve(name).toString();
    }

    private static KeyPair newKey() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2_048);
        return generator.generateKeyPair();
    }

    private static X509Certificate certificate(String name, KeyPair key, String issuer, KeyPair issuerKey)
            throws GeneralSecurityException, OperatorCreationException, CertIOException {
        Instant now = Instant.now();
        var builder = new JcaX509v3CertificateBuilder(new X500Name("CN=" + issuer),
                BigInteger.valueOf(1 + (name.hashCode() & 0xFFFF)), Date.from(now.minus(1, ChronoUnit.HOURS)),
                Date.from(now.plus(1, ChronoUnit.DAYS)), new X500Name("CN=" + name), key.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(name.equals(issuer)));
        return new JcaX509CertificateConverter().getCertificate(
                builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(issuerKey.getPrivate())));
    }

    private static String pem(String what, byte[] bytes) {
        String base64 = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(bytes);
        return "-----BEGIN " + what + "-----\n" + base64 + "\n-----END " + what + "-----\n";
    }
}
