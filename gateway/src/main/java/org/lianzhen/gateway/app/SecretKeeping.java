package org.lianzhen.gateway.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.lianzhen.gateway.access.Resealing;
import org.lianzhen.gateway.access.SecretBox;
import org.lianzhen.gateway.postgres.access.PostgresSealedStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees to it that every secret of the database is sealed with the key in force, and lets former keys go that seal nothing any more. */
final class SecretKeeping implements KeyWatch.Watched, AutoCloseable {
    static final String KEY = "access-key";
    private static final Logger LOG = LoggerFactory.getLogger(SecretKeeping.class);
    private static final Executor ASIDE = task -> Thread.ofVirtual().name("key-file").start(task);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final SecretBox box;
    private final GatewayEvents events;
    private final Resealing resealing;
    private final BackgroundWork work;
    private volatile boolean ended;

    private SecretKeeping(Records records, SecretBox box, GatewayEvents events) {
        this.box = box;
        this.events = events;
        this.resealing = new Resealing(new PostgresSealedStore(records.pool()), box);
        this.work = BackgroundWork.start(records.vertx(),
                new BackgroundWork.Kind("sealing secrets with the key in force", this::step, PAUSE));
    }

    /** The last run may have been cut off while it did. */
    static SecretKeeping start(Records records, SecretBox box, GatewayEvents events) {
        return new SecretKeeping(records, box, events);
    }

    private CompletionStage<Integer> step() {
        if (!resealing.isDone()) {
            ended = false;
            return resealing.step().thenApply(done -> 1);
        }
        return ended ? CompletableFuture.completedStage(0) : end(resealing.outcome());
    }

    private CompletionStage<Integer> end(Resealing.Outcome outcome) {
        return CompletableFuture.runAsync(() -> forget(outcome), ASIDE)
                .thenCompose(done -> outcome.sealed() == 0 ? CompletableFuture.<Void>completedStage(null)
                        : events.resealed(KEY, box.fingerprint(), outcome))
                .thenApply(told -> {
                    ended = true;
                    return 0;
                });
    }

    private void forget(Resealing.Outcome outcome) {
        if (outcome.lost() > 0) {
            LOG.warn("{} secrets were sealed with keys that are not in the file of access keys", outcome.lost());
            return;
        }
        try {
            box.forget();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String name() {
        return KEY;
    }

    @Override
    public String fingerprint() {
        return box.fingerprint();
    }

    @Override
    public void look() throws IOException {
        box.look();
    }

    @Override
    public void replaced() {
        resealing.restart();
    }

    @Override
    public void close() {
        work.close();
    }
}
