package org.lianzhen.dicom.net;

import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLException;

/**
 * Everything TLS needs, made once from key, certificates and profile. Servers and clients take a supplier of it and ask
 * for every connection, so that new certificates count from the next connection on.
 */
public final class TlsContext {
    private final SslContext ssl;
    private final TlsProfile profile;

    private TlsContext(SslContext ssl, TlsProfile profile) {
        this.ssl = ssl;
        this.profile = profile;
    }

    /** Whether a server asks its clients for a certificate. */
    public enum ClientCertificate {
        NONE(ClientAuth.NONE), WANTED(ClientAuth.OPTIONAL), REQUIRED(ClientAuth.REQUIRE);

        private final ClientAuth auth;

        ClientCertificate(ClientAuth auth) {
            this.auth = auth;
        }
    }

    /**
     * For accepting connections.
     *
     * @throws SSLException
     *             if the material cannot be used
     * @throws IllegalArgumentException
     *             if there is no key, or the profiles do not allow it
     */
    public static TlsContext server(TlsProfile profile, TlsMaterial material, ClientCertificate client)
            throws SSLException {
        if (material.key() == null) {
            throw new IllegalArgumentException("a TLS server needs a key and a certificate");
        }
        SslContextBuilder builder = SslContextBuilder.forServer(material.key(), material.chain())
                .clientAuth(client.auth);
        return build(builder, profile, material);
    }

    /**
     * For making connections.
     *
     * @param verifyHost
     *            whether the server's certificate must name the host we connect to
     * @throws SSLException
     *             if the material cannot be used
     * @throws IllegalArgumentException
     *             if the profiles do not allow the key
     */
    public static TlsContext client(TlsProfile profile, TlsMaterial material, boolean verifyHost) throws SSLException {
        SslContextBuilder builder = SslContextBuilder.forClient()
                .endpointIdentificationAlgorithm(verifyHost ? "HTTPS" : null);
        if (material.key() != null) {
            builder.keyManager(material.key(), material.chain());
        }
        return build(builder, profile, material);
    }

    private static TlsContext build(SslContextBuilder builder, TlsProfile profile, TlsMaterial material)
            throws SSLException {
        for (X509Certificate certificate : material.chain()) {
            String weakness = StrongKeys.weakness(certificate);
            if (weakness != null) {
                throw new IllegalArgumentException(certificate.getSubjectX500Principal() + " " + weakness);
            }
        }
        if (!material.trusted().isEmpty()) {
            builder.trustManager(material.trusted());
        }
        SslContext ssl = builder.sslProvider(SslProvider.JDK).protocols(profile.protocols())
                .ciphers(profile.cipherSuites(), SupportedCipherSuiteFilter.INSTANCE).build();
        return new TlsContext(ssl, profile);
    }

    /** The profile it was made for. */
    public TlsProfile profile() {
        return profile;
    }

    SslContext ssl() {
        return ssl;
    }
}
