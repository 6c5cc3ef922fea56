package org.lianzhen.gateway.app.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.SequencedCollection;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.lianzhen.gateway.config.HostName;

/**
 * Makes X.509 certificates (RFC 5280). Keys are RSA: the suites that the profiles of DICOM PS3.15 annex B name for everybody
 * authenticate by RSA, and older nodes know nothing else.
 */
final class Signing {
    private static final String ALGORITHM = "SHA256withRSA";
    private static final int SERIAL_BITS = 126;
    private static final ExtendedKeyUsage PEERS = new ExtendedKeyUsage(
            new KeyPurposeId[]{ KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth });
    private static final SecureRandom RANDOM = new SecureRandom();

    private Signing() {}

    /** When a certificate holds. */
    record Period(Instant from, Instant until) {}

    static KeyPair keys(int bits) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        return generator.generateKeyPair();
    }

    /** Of an authority that issues to servers and clients, and to no other authority. */
    static X509Certificate root(KeyPair keys, String name, Period period)
            throws GeneralSecurityException, IOException, OperatorCreationException {
        var subject = new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, name).build();
        var builder = new JcaX509v3CertificateBuilder(subject, serial(), Date.from(period.from()),
                Date.from(period.until()), subject, keys.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        builder.addExtension(Extension.extendedKeyUsage, false, PEERS);
        builder.addExtension(Extension.subjectKeyIdentifier, false,
                new JcaX509ExtensionUtils().createSubjectKeyIdentifier(keys.getPublic()));
        return signed(builder, keys.getPrivate());
    }

    /** Of a server or client. */
    static X509Certificate leaf(Authority issuer, PublicKey key, CertificateOrder order, Period period)
            throws GeneralSecurityException, IOException, OperatorCreationException {
        var builder = new JcaX509v3CertificateBuilder(issuer.certificate(), serial(), Date.from(period.from()),
                Date.from(period.until()), new X500Principal(
                        new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, order.commonName()).build()
                                .getEncoded()),
                key);
        var extensions = new JcaX509ExtensionUtils();
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(Extension.keyUsage, true,
                new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyEncipherment));
        builder.addExtension(Extension.extendedKeyUsage, false, PEERS);
        builder.addExtension(Extension.subjectKeyIdentifier, false, extensions.createSubjectKeyIdentifier(key));
        builder.addExtension(Extension.authorityKeyIdentifier, false,
                extensions.createAuthorityKeyIdentifier(issuer.certificate().getPublicKey()));
        if (!order.hosts().isEmpty()) {
            builder.addExtension(Extension.subjectAlternativeName, false, alternatives(order.hosts()));
        }
        return signed(builder, issuer.key());
    }

    private static GeneralNames alternatives(SequencedCollection<String> hosts) {
        return new GeneralNames(hosts.stream()
                .map(host -> new GeneralName(
                        HostName.isAddress(host) ? GeneralName.iPAddress : GeneralName.dNSName, host))
                .toArray(GeneralName[]::new));
    }

    private static BigInteger serial() {
        return new BigInteger(SERIAL_BITS, RANDOM).setBit(SERIAL_BITS);
    }

    private static X509Certificate signed(X509v3CertificateBuilder builder, PrivateKey key)
            throws GeneralSecurityException, OperatorCreationException {
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder(ALGORITHM).build(key)));
    }
}
