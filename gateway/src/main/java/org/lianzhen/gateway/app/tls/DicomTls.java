package org.lianzhen.gateway.app.tls;

import java.nio.file.Path;
import javax.net.ssl.SSLException;
import org.lianzhen.dicom.net.TlsContext;
import org.lianzhen.dicom.net.TlsContext.ClientCertificate;
import org.lianzhen.dicom.net.TlsMaterial;
import org.lianzhen.dicom.net.TlsProfile;
import org.lianzhen.gateway.app.tls.TlsFileException.Reason;
import org.lianzhen.gateway.config.ClientProof;
import org.lianzhen.gateway.config.DicomTlsSettings;

/**
 * DICOM over TLS with one certificate: to nodes that we call we are who we are to our callers.
 *
 * @param material what we show, and whom we trust
 * @param profile versions and cipher suites
 * @param server for those who call us
 * @param client for those whom we call; their certificates need not name the host, as most nodes are known by address
 */
public record DicomTls(TlsMaterial material, TlsProfile profile, TlsContext server, TlsContext client) {

    /** @param file that people have to look at when something is wrong */
    public static DicomTls of(TlsMaterial material, DicomTlsSettings settings, Path file) throws TlsFileException {
        TlsProfile profile = TlsFiles.profile(settings.profile());
        try {
            return new DicomTls(material, profile, TlsContext.server(profile, material, demand(settings.clients())),
                    TlsContext.client(profile, material, false));
        } catch (SSLException | IllegalArgumentException e) {
            throw new TlsFileException(file, Reason.UNUSABLE, e);
        }
    }

    private static ClientCertificate demand(ClientProof proof) {
        return switch (proof) {
            case REQUIRED -> ClientCertificate.REQUIRED;
            case WANTED -> ClientCertificate.WANTED;
            case NONE -> ClientCertificate.NONE;
        };
    }
}
