package org.lianzhen.gateway.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.access.Resealing;
import org.lianzhen.gateway.app.tls.Certificates;
import org.lianzhen.gateway.app.tls.Live;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.audit.AuditLog;
import org.lianzhen.gateway.audit.ClockWatch;
import org.lianzhen.gateway.config.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down what happens to the gateway as a whole: its start and end, with what it was started, when its clock is set, and which
 * certificates and keys take the place of others.
 */
final class GatewayEvents implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayEvents.class);
    private static final Duration START_LIMIT = Duration.ofSeconds(20);
    private static final Duration STOP_LIMIT = Duration.ofMillis(500);
    private static final Duration LOOK_AT_CLOCK = Duration.ofSeconds(10);

    private final AuditLog audit;
    private final Settings settings;
    private final BackgroundWork clock;
    private @Nullable CompletionStage<Void> stopped;

    private GatewayEvents(Records records, Settings settings, ClockWatch watch) {
        this.audit = records.audit();
        this.settings = settings;
        this.clock = BackgroundWork.start(records.vertx(), new BackgroundWork.Kind("watching the clock",
                () -> look(watch), LOOK_AT_CLOCK));
    }

    /** Blocks until it is written down that the gateway starts, and with which settings. */
    static GatewayEvents begin(Records records, Settings settings) throws StartException {
        Path file = AuditFolder.of(settings).settings();
        var watch = new ClockWatch(InstantSource.system(), System::nanoTime);
        try {
            StartSettings now = StartSettings.of(settings);
            StartSettings before = StartSettings.read(file);
            await(write(records.audit(), AuditAction.GATEWAY_START, Map.of("java", Runtime.version().toString())),
                    START_LIMIT);
            if (before != null) {
                changed(records.audit(), AuditAction.CONFIG_CHANGE,
                        StartSettings.changes(before.settings(), now.settings()));
                changed(records.audit(), AuditAction.KEY_CHANGE,
                        StartSettings.changes(before.certificates(), now.certificates()));
            }
            now.write(file);
        } catch (IOException e) {
            throw new StartException("start.data", file, String.valueOf(e));
        }
        return new GatewayEvents(records, settings, watch);
    }

    private static void changed(AuditLog audit, AuditAction action, Map<String, String> changes) throws IOException {
        if (!changes.isEmpty()) {
            await(write(audit, action, changes), START_LIMIT);
        }
    }

    private static CompletionStage<Void> write(AuditLog audit, AuditAction action, Map<String, String> details) {
        return audit.append(AuditEvent.success(AuditEvent.Actor.GATEWAY, action, "").with(details));
    }

    private static void await(CompletionStage<Void> written, Duration limit) throws IOException {
        try {
            written.toCompletableFuture().get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the audit log cannot be written: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private CompletionStage<Integer> look(ClockWatch watch) {
        Optional<Duration> jump = watch.look();
        if (jump.isEmpty()) {
            return CompletableFuture.completedStage(0);
        }
        LOG.warn("The clock of this machine was set by {} ms", jump.get().toMillis());
        return write(audit, AuditAction.CLOCK_JUMP, Map.of("milliseconds", Long.toString(jump.get().toMillis())))
                .thenApply(written -> 0);
    }

    /** Writes down from now on which certificates come in force. */
    void watch(List<Live<?>> certificates) {
        certificates.forEach(this::watch);
    }

    private void watch(Live<?> certificate) {
        var shown = new AtomicReference<>(Certificates.fingerprint(certificate.certificate()));
        certificate.onChange(made -> {
            String now = Certificates.fingerprint(certificate.certificate());
            String before = shown.getAndSet(now);
            if (!now.equals(before)) {
                replaced(certificate.name(), before + " -> " + now);
            }
        });
    }

    private void replaced(String certificate, String change) {
        changed("the certificate of " + certificate, Map.of("certificate", certificate, "sha256", change));
    }

    /** Writes down that a key of ours is another; blocks. */
    void keyReplaced(String name, String before, String now) {
        changed(name, Map.of(name, before + " -> " + now));
    }

    /** What could not be written down is a change that the next start tells of. */
    private void changed(String what, Map<String, String> details) {
        try {
            await(write(audit, AuditAction.KEY_CHANGE, details), START_LIMIT);
            StartSettings.of(settings).write(AuditFolder.of(settings).settings());
        } catch (IOException e) {
            LOG.error("That {} is another could not be written to the audit log: {}", what, e.getMessage());
        }
    }

    /** Writes down that secrets are sealed with the key in force, and how many no key of ours opens. */
    CompletionStage<Void> resealed(String key, String fingerprint, Resealing.Outcome outcome) {
        return write(audit, AuditAction.KEY_CHANGE, Map.of(key, fingerprint, "sealed",
                Long.toString(outcome.sealed()), "lost", Long.toString(outcome.lost())));
    }

    /** Writes down that the gateway ends, while it does. */
    void stopping() {
        stopped = write(audit, AuditAction.GATEWAY_STOP, Map.of());
    }

    /** Nothing waits longer than a moment for what is still being written. */
    @Override
    public void close() {
        clock.close();
        CompletionStage<Void> writing = stopped;
        if (writing == null) {
            return;
        }
        try {
            await(writing, STOP_LIMIT);
        } catch (IOException e) {
            LOG.warn("That the gateway stops could not be written to the audit log: {}", e.getMessage());
        }
    }
}
