package org.lianzhen.gateway.app.tls;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509KeyManager;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.net.TlsContext;
import org.lianzhen.gateway.config.ClientProof;
import org.lianzhen.gateway.config.DicomTlsSettings;
import org.lianzhen.gateway.config.ServerIdentity;
import org.lianzhen.gateway.config.TlsProfileName;

/** Servers with TLS from files. */
public final class TestTls {
    private TestTls() {}

    /** Callers must show a certificate exactly when it is said who issues theirs. */
    public static DicomTlsSettings settings(KeyFiles keys, @Nullable Path clientCa) {
        return new DicomTlsSettings(0, given(keys), clientCa,
                clientCa == null ? ClientProof.NONE : ClientProof.REQUIRED, TlsProfileName.BCP195);
    }

    public static ServerIdentity.Given given(KeyFiles keys) {
        return new ServerIdentity.Given(keys.certificate(), keys.key());
    }

    public static TlsContext server(KeyFiles keys, @Nullable Path clientCa) throws TlsFileException {
        return server(settings(keys, clientCa));
    }

    static TlsContext server(DicomTlsSettings settings) throws TlsFileException {
        Path clientCa = settings.clientCa();
        var given = (ServerIdentity.Given) settings.identity();
        return DicomTls.of(
                TlsFiles.given(given, clientCa == null ? List.of() : TlsFiles.certificates(clientCa)), settings,
                given.key()).server();
    }

    /**
     * A web server with a certificate of our own authority.
     *
     * @param keys what it shows
     * @param trusting for clients that believe the authority
     */
    public record OwnWeb(X509KeyManager keys, SSLContext trusting) {
        /** With a new authority, which is kept in this folder. */
        public static OwnWeb of(Path folder, String... names) throws TlsFileException {
            var store = new CertificateStore(folder, InstantSource.system());
            X509KeyManager keys = WebKeys.of(store.server(List.of(names)), store.serverFile());
            return new OwnWeb(keys, TlsFiles.trusting(store.authorityFile()));
        }
    }

    /** For a web server. */
    public static X509KeyManager web(KeyFiles keys) throws TlsFileException {
        return WebKeys.of(TlsFiles.given(given(keys), List.of()), keys.key());
    }
}
