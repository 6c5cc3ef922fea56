package org.lianzhen.gateway.app.tls;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lianzhen.gateway.app.tls.TlsFileException.Reason;

/** Reads certificates and private keys in PEM (RFC 7468). Blocks on the files. */
final class PemFiles {
    private static final Pattern KEY = Pattern
            .compile("-----BEGIN ([A-Z ]*)PRIVATE KEY-----([^-]+)-----END [A-Z ]*PRIVATE KEY-----");
    private static final Pattern ANY_KEY = Pattern
            .compile("-----BEGIN [A-Z ]*PRIVATE KEY-----[^-]*-----END [A-Z ]*PRIVATE KEY-----");
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");
    /** Version 0 and rsaEncryption, as they begin a PKCS #8 key (RFC 5208). */
    private static final byte[] RSA_HEAD = HexFormat.of().parseHex("020100300D06092A864886F70D0101010500");
    private static final int SEQUENCE = 0x30;
    private static final int OCTET_STRING = 0x04;

    private PemFiles() {}

    /** A key and the certificates that go with it, its own first. */
    record Pair(PrivateKey key, List<X509Certificate> chain) {}

    /** Both, which may stand in one file. Otherwise only a handshake would find out that they do not go together, and say something else. */
    static Pair pair(Path certificate, Path keyFile) throws TlsFileException {
        var pair = new Pair(key(keyFile), certificates(certificate));
        try {
            checkPair(pair.key(), pair.chain().getFirst());
            return pair;
        } catch (GeneralSecurityException e) {
            throw new TlsFileException(keyFile, Reason.UNUSABLE, e);
        }
    }

    private static void checkPair(PrivateKey key, X509Certificate certificate) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> key.getAlgorithm();
        });
        byte[] text = { 1, 2, 3 };
        signature.initSign(key);
        signature.update(text);
        byte[] signed = signature.sign();
        signature.initVerify(certificate.getPublicKey());
        signature.update(text);
        if (!signature.verify(signed)) {
            throw new GeneralSecurityException("key and certificate do not belong together");
        }
    }

    /** At least one certificate, in the order of the file. */
    static List<X509Certificate> certificates(Path file) throws TlsFileException {
        // Java takes whatever stands there for a certificate, a key as well
        String text = ANY_KEY.matcher(text(file)).replaceAll("");
        try {
            var in = new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
            List<X509Certificate> found = CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                    .map(X509Certificate.class::cast).toList();
            if (found.isEmpty()) {
                throw new TlsFileException(file, Reason.NO_CERTIFICATE, null);
            }
            return found;
        } catch (GeneralSecurityException e) {
            throw new TlsFileException(file, Reason.NO_CERTIFICATE, e);
        }
    }

    /** The first private key: PKCS #8, or PKCS #1 as older tools write it for RSA. */
    static PrivateKey key(Path file) throws TlsFileException {
        Matcher pem = KEY.matcher(text(file));
        if (!pem.find()) {
            throw new TlsFileException(file, Reason.NO_KEY, null);
        }
        byte[] encoded;
        try {
            encoded = Base64.getMimeDecoder().decode(pem.group(2).strip());
        } catch (IllegalArgumentException e) {
            throw new TlsFileException(file, Reason.BROKEN_KEY, e);
        }
        return switch (pem.group(1).strip()) {
            case "" -> key(file, encoded);
            case "RSA" -> key(file, pkcs8(encoded));
            case "ENCRYPTED" -> throw new TlsFileException(file, Reason.ENCRYPTED_KEY, null);
            default -> throw new TlsFileException(file, Reason.OTHER_KEY_FORMAT, null);
        };
    }

    private static String text(Path file) throws TlsFileException {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new TlsFileException(file, Reason.UNREADABLE, e);
        }
    }

    private static PrivateKey key(Path file, byte[] pkcs8) throws TlsFileException {
        var spec = new PKCS8EncodedKeySpec(pkcs8);
        GeneralSecurityException last = null;
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(spec);
            } catch (GeneralSecurityException e) {
                last = e; // perhaps a key of another algorithm
            }
        }
        throw new TlsFileException(file, Reason.BROKEN_KEY, last);
    }

    private static byte[] pkcs8(byte[] pkcs1) {
        var content = new ByteArrayOutputStream();
        content.writeBytes(RSA_HEAD);
        content.writeBytes(der(OCTET_STRING, pkcs1));
        return der(SEQUENCE, content.toByteArray());
    }

    /** Definite length in two bytes, which suits every RSA key. */
    private static byte[] der(int tag, byte[] content) {
        var out = new ByteArrayOutputStream(content.length + 4);
        out.write(tag);
        out.write(0x82);
        out.write(content.length >>> 8);
        out.write(content.length);
        out.writeBytes(content);
        return out.toByteArray();
    }
}
