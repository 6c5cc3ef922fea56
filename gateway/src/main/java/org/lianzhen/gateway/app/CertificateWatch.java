package org.lianzhen.gateway.app;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.lianzhen.gateway.app.tls.Certificates;
import org.lianzhen.gateway.app.tls.Live;
import org.lianzhen.gateway.http.operations.Health.Check;
import org.lianzhen.gateway.observe.Telemetry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks for new certificates again and again, on a thread of its own, and tells how those in force fare. */
final class CertificateWatch implements AutoCloseable {
    /** How long a new file may lie there before it comes in force. */
    static final Duration PAUSE = Duration.ofSeconds(10);
    private static final String LABEL = "certificate";
    private static final Logger LOG = LoggerFactory.getLogger(CertificateWatch.class);

    private final List<Live<?>> certificates;
    private final InstantSource clock;
    private final Thread thread;

    private CertificateWatch(List<Live<?>> certificates, InstantSource clock, Duration pause) {
        this.certificates = certificates;
        this.clock = clock;
        this.thread = Thread.ofVirtual().name("certificate-watch").unstarted(() -> run(pause));
    }

    /** @param pause between looks */
    static CertificateWatch start(List<Live<?>> certificates, InstantSource clock, Telemetry telemetry,
            Duration pause) {
        var watch = new CertificateWatch(certificates, clock, pause);
        certificates.forEach(one -> watch.measure(telemetry, one));
        watch.thread.start();
        return watch;
    }

    private void run(Duration pause) {
        try {
            while (true) {
                Thread.sleep(pause);
                look();
            }
        } catch (InterruptedException e) {
            LOG.debug("Certificates are watched no longer", e);
        }
    }

    private void look() {
        try {
            certificates.forEach(Live::look);
        } catch (RuntimeException e) {
            LOG.error("Looking for new certificates failed; it is tried again", e);
        }
    }

    private void measure(Telemetry telemetry, Live<?> one) {
        telemetry.gauge("lianzhen.certificate.days", "days until a certificate ends",
                () -> Certificates.daysLeft(one.certificate(), clock.instant()), LABEL, one.name());
        telemetry.gauge("lianzhen.certificate.trouble", "1 while a newer certificate is there that cannot be used",
                () -> one.trouble().isPresent() ? 1 : 0, LABEL, one.name());
    }

    /** A certificate that has ended stops those who look at it, and nobody else: whoever calls without TLS is served on. */
    Check check() {
        return ended().map(one -> Check.warning("certificates", "certificates.ended", one.name()))
                .or(() -> certificates.stream().filter(one -> one.trouble().isPresent()).findFirst()
                        .map(one -> Check.warning("certificates", "certificates.trouble", one.name())))
                .orElse(Check.up("certificates"));
    }

    private Optional<Live<?>> ended() {
        return certificates.stream()
                .filter(one -> Certificates.end(one.certificate()).isBefore(clock.instant())).findFirst();
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
