package org.lianzhen.dicom.net;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority of its own, and what it issues. */
final class TestCertificates {
    private static final AtomicLong SERIALS = new AtomicLong(1);
    private static final Duration LIFE = Duration.ofDays(1);

    private final Kind kind;
    private final KeyPair keys;
    private final X509Certificate authority;

    /** With elliptic keys, which are made quickly. */
    TestCertificates(String name) throws GeneralSecurityException {
        this(name, Kind.EC);
    }

    TestCertificates(String name, Kind kind) throws GeneralSecurityException {
        this.kind = kind;
        keys = newKeys();
        authority = sign(new X500Name("CN=" + name), keys, true);
    }

    X509Certificate authority() {
        return authority;
    }

    /** Key and certificate for this name and 127.0.0.1, trusting what this authority issues. */
    TlsMaterial issue(String name) throws GeneralSecurityException {
        return issue(name, authority);
    }

    /** Key and certificate of this authority, trusting what another one issues. */
    TlsMaterial issue(String name, X509Certificate trusted) throws GeneralSecurityException {
        KeyPair own = newKeys();
        X509Certificate certificate = sign(new X500Name("CN=" + name), own, false);
        return new TlsMaterial(own.getPrivate(), List.of(certificate, authority), List.of(trusted));
    }

    /** No certificate, but trust in this authority. */
    TlsMaterial trustOnly() {
        return new TlsMaterial(null, List.of(), List.of(authority));
    }

    /** What keys are like. */
    enum Kind {
        EC("EC", 256, "SHA256withECDSA"), RSA("RSA", 2048, "SHA256withRSA"),
        /** Too short for today. */
        SHORT("RSA", 1024, "SHA256withRSA"),
        /** Signed with a hash that is broken. */
        SHA1("RSA", 2048, "SHA1withRSA");

        private final String algorithm;
        private final int bits;
        private final String signature;

        Kind(String algorithm, int bits, String signature) {
            this.algorithm = algorithm;
            this.bits = bits;
            this.signature = signature;
        }
    }

    private KeyPair newKeys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(kind.algorithm);
        generator.initialize(kind.bits);
        return generator.generateKeyPair();
    }

    private X509Certificate sign(X500Name subject, KeyPair subjectKeys, boolean isAuthority)
            throws GeneralSecurityException {
        X500Name issuer = isAuthority ? subject
                : X500Name.getInstance(authority.getSubjectX500Principal().getEncoded());
        Instant now = Instant.now();
        try {
            var builder = new JcaX509v3CertificateBuilder(issuer, BigInteger.valueOf(SERIALS.getAndIncrement()),
                    Date.from(now.minus(LIFE)), Date.from(now.plus(LIFE)), subject, subjectKeys.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(isAuthority));
            builder.addExtension(Extension.subjectAlternativeName, false,
                    new GeneralNames(new GeneralName(GeneralName.iPAddress, "127.0.0.1")));
            return new JcaX509CertificateConverter().getCertificate(
                    builder.build(new JcaContentSignerBuilder(kind.signature).build(keys.getPrivate())));
        } catch (IOException | OperatorCreationException e) {
            throw new GeneralSecurityException(e);
        }
    }

    /** Writes a key or certificate where other programs can read it. */
    static Path writePem(Path file, Object content) throws IOException {
        var text = new StringWriter();
        try (var writer = new JcaPEMWriter(text)) {
            writer.writeObject(content);
        }
        return Files.writeString(file, text.toString());
    }
}
