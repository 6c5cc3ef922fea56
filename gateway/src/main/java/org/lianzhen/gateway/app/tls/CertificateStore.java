package org.lianzhen.gateway.app.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedCollection;
import org.lianzhen.dicom.net.TlsMaterial;
import org.lianzhen.gateway.app.tls.TlsFileException.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificates that we make ourselves, in a folder: {@code ca.pem} and {@code server.pem} each hold a key and its certificate,
 * so that these always belong together, and {@code ca.crt} the certificate of the authority, to be given away. Several processes
 * may use it at the same time. Blocks on files and on the making of keys.
 */
public final class CertificateStore {
    /** Before its end, a certificate of the server is replaced. */
    static final Duration RENEWAL = Duration.ofDays(30);
    private static final Logger LOG = LoggerFactory.getLogger(CertificateStore.class);

    private final Path folder;
    private final InstantSource clock;

    public CertificateStore(Path folder, InstantSource clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /** Of a data folder. */
    public static CertificateStore in(Path data, InstantSource clock) {
        return new CertificateStore(data.resolve("tls"), clock);
    }

    /** Where the certificate of the authority lies, to be given away. */
    public Path authorityFile() {
        return folder.resolve("ca.crt");
    }

    private Path authorityPair() {
        return folder.resolve("ca.pem");
    }

    /** Where the certificate of the server and its key lie. */
    public Path serverFile() {
        return folder.resolve("server.pem");
    }

    /** The authority, if there is one. */
    public Optional<Authority> knownAuthority() throws TlsFileException {
        Path file = authorityPair();
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var pair = PemFiles.pair(file, file);
        return Optional.of(new Authority(pair.key(), pair.chain().getFirst()));
    }

    /** The authority; the first time, it is made. */
    public Authority authority() throws TlsFileException {
        Optional<Authority> known = knownAuthority();
        try {
            if (known.isPresent()) {
                publishMissing(known.get());
                return known.get();
            }
            Authority made = Authority.make(clock.instant());
            PemWriter.folder(folder);
            if (PemWriter.create(authorityPair(), text(made))) {
                publish(made);
                return made;
            }
        } catch (IOException e) {
            throw new TlsFileException(authorityPair(), Reason.UNWRITABLE, e);
        }
        return knownAuthority().orElseThrow(() -> new TlsFileException(authorityPair(), Reason.UNREADABLE, null));
    }

    /** Another authority in place of the one there was: nobody who knows that one believes us any more. */
    public Authority replaceAuthority() throws TlsFileException {
        Authority made = Authority.make(clock.instant());
        try {
            PemWriter.folder(folder);
            PemWriter.replace(authorityPair(), text(made));
            publish(made);
            return made;
        } catch (IOException e) {
            throw new TlsFileException(authorityPair(), Reason.UNWRITABLE, e);
        }
    }

    /** Whoever made it may have been killed before. */
    private void publishMissing(Authority known) throws IOException {
        if (!Files.exists(authorityFile())) {
            PemWriter.replace(authorityFile(), PemWriter.certificates(List.of(known.certificate())));
        }
    }

    private void publish(Authority made) throws IOException {
        PemWriter.replace(authorityFile(), PemWriter.certificates(List.of(made.certificate())));
        LOG.info("A certificate authority was made: {}, SHA-256 {}", made.certificate().getSubjectX500Principal(),
                Certificates.fingerprint(made.certificate()));
    }

    private static String text(Authority authority) {
        return PemWriter.certificates(List.of(authority.certificate())) + PemWriter.key(authority.key());
    }

    /**
     * The certificate of the server, which trusts those that the authority has issued. A new one is issued when there is none that
     * can be used, when it lacks one of the names, and {@link #RENEWAL} before its end.
     *
     * @param names that it must carry, the most important first
     */
    public TlsMaterial server(SequencedCollection<String> names) throws TlsFileException {
        Authority authority = authority();
        Optional<TlsMaterial> there = knownServer(authority);
        return there.isPresent() && serves(there.get().chain().getFirst(), authority, names)
                ? there.get()
                : renew(names);
    }

    /** A new certificate of the server, whatever there is. */
    public TlsMaterial renew(SequencedCollection<String> names) throws TlsFileException {
        Authority authority = authority();
        TlsMaterial issued = authority.issue(
                new CertificateOrder(List.copyOf(names), clock.instant(), CertificateOrder.LONGEST_DAYS));
        try {
            PemWriter.replace(serverFile(),
                    PemWriter.certificates(issued.chain()) + PemWriter.key(Objects.requireNonNull(issued.key())));
        } catch (IOException e) {
            throw new TlsFileException(serverFile(), Reason.UNWRITABLE, e);
        }
        LOG.info("A certificate of the server was issued for {}, until {}", names,
                Certificates.end(issued.chain().getFirst()));
        return issued;
    }

    /** What lies there and can be read: what cannot is replaced, as it is ours alone. */
    private Optional<TlsMaterial> knownServer(Authority authority) {
        Path file = serverFile();
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            var pair = PemFiles.pair(file, file);
            return Optional.of(new TlsMaterial(pair.key(), pair.chain(), List.of(authority.certificate())));
        } catch (TlsFileException e) {
            LOG.warn("The certificate of the server is issued anew, since the one there is cannot be used: {}",
                    e.getMessage());
            return Optional.empty();
        }
    }

    private boolean serves(X509Certificate certificate, Authority authority, SequencedCollection<String> names) {
        Instant now = clock.instant();
        Instant end = Certificates.end(certificate);
        // one that ends with its authority cannot be had for longer
        boolean lasts = end.isAfter(now.plus(RENEWAL)) || !end.isBefore(Certificates.end(authority.certificate()));
        return lasts && authority.hasIssued(certificate) && certificate.getNotBefore().toInstant().isBefore(now)
                && Certificates.names(certificate)
                        .containsAll(new CertificateOrder(List.copyOf(names), now, 1).hosts());
    }
}
