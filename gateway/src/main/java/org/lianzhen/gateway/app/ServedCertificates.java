package org.lianzhen.gateway.app;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.X509KeyManager;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.net.TlsMaterial;
import org.lianzhen.gateway.app.tls.CertificateStore;
import org.lianzhen.gateway.app.tls.DicomTls;
import org.lianzhen.gateway.app.tls.Live;
import org.lianzhen.gateway.app.tls.ServerNames;
import org.lianzhen.gateway.app.tls.TlsFileException;
import org.lianzhen.gateway.app.tls.TlsFiles;
import org.lianzhen.gateway.app.tls.WebKeys;
import org.lianzhen.gateway.config.ClientProof;
import org.lianzhen.gateway.config.DicomTlsSettings;
import org.lianzhen.gateway.config.ServerIdentity;
import org.lianzhen.gateway.config.Settings;
import org.lianzhen.gateway.config.WebSettings;

/** The certificates that the web and DICOM show: given ones, or those of our own certificate authority, which is made when needed. */
final class ServedCertificates {
    private final Settings settings;
    private final CertificateStore store;
    private final InstantSource clock;
    private final @Nullable Live<X509KeyManager> web;
    private final @Nullable Live<DicomTls> dicom;

    private ServedCertificates(Settings settings, InstantSource clock) throws TlsFileException {
        this.settings = settings;
        this.clock = clock;
        this.store = CertificateStore.in(settings.data(), clock);
        this.web = openWeb(settings.web().https());
        this.dicom = openDicom(settings.dicom().tls());
    }

    /**
     * Reads or makes those of the ports that are open. Blocks.
     *
     * @throws TlsFileException when one cannot be used
     */
    static ServedCertificates open(Settings settings, InstantSource clock) throws TlsFileException {
        return new ServedCertificates(settings, clock);
    }

    private @Nullable Live<X509KeyManager> openWeb(WebSettings.@Nullable Https https) throws TlsFileException {
        if (https == null) {
            return null;
        }
        Path file = file(https.identity());
        return Live.begin(new Live.Origin("web", file, () -> shown(https.identity())),
                material -> WebKeys.of(material, file), clock);
    }

    private @Nullable Live<DicomTls> openDicom(@Nullable DicomTlsSettings tls) throws TlsFileException {
        if (tls == null) {
            return null;
        }
        Path file = file(tls.identity());
        return Live.begin(new Live.Origin("dicom", file, () -> {
            TlsMaterial shown = shown(tls.identity());
            return new TlsMaterial(shown.key(), shown.chain(), trusted(tls));
        }), material -> DicomTls.of(material, tls, file), clock);
    }

    private Path file(ServerIdentity identity) {
        return switch (identity) {
            case ServerIdentity.Given given -> given.certificate();
            case ServerIdentity.Own _ -> store.serverFile();
        };
    }

    private TlsMaterial shown(ServerIdentity identity) throws TlsFileException {
        return switch (identity) {
            case ServerIdentity.Given given -> TlsFiles.given(given, List.of());
            case ServerIdentity.Own(List<String> names) -> store
                    .server(new ServerNames(settings.bind(), names, ServerNames.Machine.ours()).now());
        };
    }

    /** Empty for those whom Java trusts: only where a certificate, but no issuers of others' were given, and callers need none. */
    private List<X509Certificate> trusted(DicomTlsSettings tls) throws TlsFileException {
        Path clientCa = tls.clientCa();
        if (clientCa != null) {
            return TlsFiles.certificates(clientCa);
        }
        return tls.identity() instanceof ServerIdentity.Given && tls.clients() == ClientProof.NONE
                ? List.of()
                : List.of(store.authority().certificate());
    }

    /** Null when that port is off. */
    @Nullable
    Live<X509KeyManager> web() {
        return web;
    }

    /** Null when that port is off. */
    @Nullable
    Live<DicomTls> dicom() {
        return dicom;
    }

    /** Those in force. */
    List<Live<?>> all() {
        return Stream.<@Nullable Live<?>>of(web, dicom).<Live<?>>mapMulti((one, next) -> {
            if (one != null) {
                next.accept(one);
            }
        }).toList();
    }
}
