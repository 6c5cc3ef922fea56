package org.lianzhen.gateway.app.tls;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.net.TlsMaterial;
import org.lianzhen.gateway.app.terminal.Language;
import org.lianzhen.gateway.app.tls.TlsFileException.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A certificate in force, and what was made of it to serve with. It is looked at again and again, by one thread at a time; what is
 * new and can be used comes in force, and what cannot be used leaves in force what was. {@link #get()} may be called by any thread.
 *
 * @param <T> what is served with
 */
public final class Live<T> implements Supplier<T> {
    private static final Logger LOG = LoggerFactory.getLogger(Live.class);
    /** A certificate and its key are two files: between the writing of the one and of the other they do not go together. */
    private static final int TELLING = 2;

    private final Origin origin;
    private final Maker<T> maker;
    private final InstantSource clock;
    private final List<Consumer<T>> listeners = new CopyOnWriteArrayList<>();
    private volatile InForce<T> inForce;
    private volatile @Nullable TlsFileException trouble;
    private int looksInVain;

    /** Where a certificate lies, with its key and whom to trust. Blocks. */
    @FunctionalInterface
    public interface Source {
        TlsMaterial load() throws TlsFileException;
    }

    /** Makes of a certificate what is served with. */
    @FunctionalInterface
    public interface Maker<T> {
        T make(TlsMaterial material) throws TlsFileException;
    }

    private record InForce<T>(TlsMaterial material, T made) {}

    private Live(Origin origin, Maker<T> maker, InstantSource clock) throws TlsFileException {
        this.origin = origin;
        this.maker = maker;
        this.clock = clock;
        this.inForce = load(origin.source().load());
    }

    /**
     * Where a certificate comes from.
     *
     * @param name for logs and metrics, such as {@code web}
     * @param file that people have to look at when something is wrong
     */
    public record Origin(String name, Path file, Source source) {}

    /**
     * Begins with what is there now.
     *
     * @throws TlsFileException when that cannot be used
     */
    public static <T> Live<T> begin(Origin origin, Maker<T> maker, InstantSource clock)
            throws TlsFileException {
        return new Live<>(origin, maker, clock);
    }

    private InForce<T> load(TlsMaterial material) throws TlsFileException {
        return new InForce<>(material, maker.make(material));
    }

    @Override
    public T get() {
        return inForce.made();
    }

    /** For logs and metrics. */
    public String name() {
        return origin.name();
    }

    /** The certificate in force. */
    public X509Certificate certificate() {
        return inForce.material().chain().getFirst();
    }

    /** What is wrong with the one that is there and cannot come in force; empty when all is well. */
    public Optional<TlsFileException> trouble() {
        return Optional.ofNullable(trouble);
    }

    /** @param listener told what is in force from now on, by the thread that looks */
    public void onChange(Consumer<T> listener) {
        listeners.add(listener);
    }

    /** Looks at what is there. Blocks. */
    public void look() {
        try {
            TlsMaterial material = origin.source().load();
            if (!material.equals(inForce.material())) {
                change(material);
            }
            trouble = null;
            looksInVain = 0;
        } catch (TlsFileException e) {
            looksInVain++;
            if (looksInVain == TELLING) {
                trouble = e;
                LOG.error("The new certificate of {} cannot be used, and the one until {} stays in force: {}", name(),
                        Certificates.end(certificate()), e.in(Language.ENGLISH));
            }
        }
    }

    private void change(TlsMaterial material) throws TlsFileException {
        X509Certificate certificate = material.chain().getFirst();
        if (Certificates.end(certificate).isBefore(clock.instant())) {
            throw new TlsFileException(origin.file(), Reason.ENDED, null);
        }
        InForce<T> made = load(material);
        inForce = made;
        LOG.info("The certificate of {} is now {}, until {}", name(),
                certificate.getSubjectX500Principal(),
                Certificates.end(certificate));
        listeners.forEach(listener -> listener.accept(made.made()));
    }
}
