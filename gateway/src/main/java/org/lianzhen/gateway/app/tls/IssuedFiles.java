package org.lianzhen.gateway.app.tls;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import org.lianzhen.dicom.net.TlsMaterial;
import org.lianzhen.gateway.app.tls.TlsFileException.Reason;

/**
 * A certificate that was issued to somebody, as PEM files.
 *
 * @param issued the certificate
 * @param certificate where it lies
 * @param key where its private key lies, readable to the owner alone
 * @param issuer where the certificate of the authority lies
 */
public record IssuedFiles(X509Certificate issued, Path certificate, Path key, Path issuer) {

    /**
     * Issues and writes; nothing that is there is written over. Blocks.
     *
     * @param folder made when it is not there
     */
    public static IssuedFiles write(Authority authority, CertificateOrder order, Path folder)
            throws TlsFileException {
        String name = order.names().getFirst().replaceAll("[^A-Za-z0-9._-]", "_");
        Path certificate = folder.resolve(name + ".crt");
        Path key = folder.resolve(name + ".key");
        try {
            PemWriter.folder(folder);
            for (Path file : List.of(certificate, key)) {
                if (Files.exists(file)) {
                    throw new FileAlreadyExistsException(file.toString());
                }
            }
            TlsMaterial material = authority.issue(order);
            PemWriter.create(key, PemWriter.key(Objects.requireNonNull(material.key())));
            PemWriter.create(certificate, PemWriter.certificates(material.chain()));
            Path issuer = folder.resolve("ca.crt");
            PemWriter.replace(issuer, PemWriter.certificates(List.of(authority.certificate())));
            return new IssuedFiles(material.chain().getFirst(), certificate, key, issuer);
        } catch (IOException e) {
            throw new TlsFileException(key, Reason.UNWRITABLE, e);
        }
    }
}
