package org.lianzhen.gateway.app.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A self-signed certificate and its key as PEM files, made by the JDK's keytool. */
public record KeyFiles(Path certificate, Path key) {
    /**
     * Makes them for a key algorithm such as RSA or EC, valid for three days.
     *
     * @param more options of keytool
     */
    public static KeyFiles make(Path folder, String algorithm, String... more)
            throws IOException, GeneralSecurityException, InterruptedException {
        Path store = folder.resolve(algorithm + ".p12");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-keyalg", algorithm, "-alias", "us", "-dname", "CN=localhost", "-validity", "3", "-ext",
                "san=dns:localhost",
                "-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", "secret"));
        command.addAll(List.of(more));
        Process keytool = new ProcessBuilder(command).inheritIO().start();
        if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
            throw new IOException("keytool failed");
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(new ByteArrayInputStream(Files.readAllBytes(store)), "secret".toCharArray());
        Path certificate = pem(folder.resolve(algorithm + ".crt"), "CERTIFICATE",
                keys.getCertificate("us").getEncoded());
        Path key = pem(folder.resolve(algorithm + ".key"), "PRIVATE KEY",
                keys.getKey("us", "secret".toCharArray()).getEncoded());
        return new KeyFiles(certificate, key);
    }

    /** For clients that trust the certificate and no other. */
    public SSLContext trusting() throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        try (InputStream in = Files.newInputStream(certificate)) {
            trusted.setCertificateEntry("us", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    /** For servers that show the certificate. */
    public SSLContext serving() throws IOException, GeneralSecurityException {
        Path store = Path.of(certificate.toString().replaceAll("\\.crt$", ".p12"));
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(new ByteArrayInputStream(Files.readAllBytes(store)), "secret".toCharArray());
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, "secret".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private static Path pem(Path file, String type, byte[] content) throws IOException {
        return Files.write(file, List.of("-----BEGIN " + type + "-----",
                Base64.getMimeEncoder(64, new byte[]{ '\n' }).encodeToString(content), "-----END " + type + "-----"));
    }
}
