package org.lianzhen.gateway.app;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work that is looked for again and again, until it is closed. Nobody waits for it; what fails is tried the next time. */
final class BackgroundWork implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BackgroundWork.class);

    private final Vertx vertx;
    private final Kind kind;
    private volatile boolean closed;
    /** What goes on failing is told once. */
    private volatile boolean failing;

    /**
     * What to do.
     *
     * @param name for the log
     * @param step does a part of what there is to do, and says how much of it there was
     * @param pause after a step that found nothing or failed
     */
    record Kind(String name, Supplier<CompletionStage<Integer>> step, Duration pause) {}

    private BackgroundWork(Vertx vertx, Kind kind) {
        this.vertx = vertx;
        this.kind = kind;
    }

    static BackgroundWork start(Vertx vertx, Kind kind) {
        var work = new BackgroundWork(vertx, kind);
        work.run();
        return work;
    }

    private void run() {
        if (!closed) {
            kind.step().get().whenComplete(this::next);
        }
    }

    private void next(@Nullable Integer done, @Nullable Throwable fault) {
        if (closed) {
            return;
        }
        if (fault != null && !failing) {
            LOG.warn("{}: not possible at the moment: {}", kind.name(), fault.getMessage());
            LOG.debug("Why", fault);
        }
        failing = fault != null;
        long delay = done != null && done > 0 ? 1 : kind.pause().toMillis();
        vertx.setTimer(delay, timer -> run());
    }

    @Override
    public void close() {
        closed = true;
    }
}
