package org.lianzhen.gateway.app;

import io.vertx.core.Vertx;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.patient.PatientIndex;
import org.lianzhen.gateway.patient.PatientMatching;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares patient records with each other as they come, until it is closed. Nothing waits for it, and it waits for nothing. */
final class PatientComparison implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PatientComparison.class);
    private static final int AT_ONCE = 50;

    private final Vertx vertx;
    private final PatientMatching matching;
    private final Duration pause;
    private volatile boolean closed;

    private PatientComparison(Vertx vertx, PatientMatching matching, Duration pause) {
        this.vertx = vertx;
        this.matching = matching;
        this.pause = pause;
    }

    /** @param pause between looking for new records in vain, or failing to, and the next time */
    static PatientComparison start(Vertx vertx, PatientIndex index, Duration pause) {
        var comparison = new PatientComparison(vertx, new PatientMatching(index), pause);
        comparison.run();
        return comparison;
    }

    private void run() {
        matching.run(AT_ONCE).whenComplete(this::next);
    }

    private void next(@Nullable Integer compared, @Nullable Throwable fault) {
        if (closed) {
            return;
        }
        if (fault != null) {
            LOG.warn("Patients cannot be compared at the moment: {}", fault.getMessage());
        }
        if (compared != null && compared > 0) {
            run();
        } else {
            vertx.setTimer(pause.toMillis(), timer -> run());
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
