package org.lianzhen.gateway.app;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks again and again whether keys of our own have been replaced, and writes down when one is. */
final class KeyWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KeyWatch.class);
    private static final Executor ASIDE = task -> Thread.ofVirtual().name("key-watch").start(task);
    /** How long a new key may lie there before it comes in force. */
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final List<Watched> keys;
    private final GatewayEvents events;
    private final BackgroundWork looking;

    /** A key in force, from a file. */
    interface Watched {
        /** For the audit log. */
        String name();

        /** Tells it from others. */
        String fingerprint();

        /** Takes what the file has by now; blocks. */
        void look() throws IOException;

        /** What follows when that was another key. */
        void replaced();
    }

    private KeyWatch(Vertx vertx, List<Watched> keys, GatewayEvents events) {
        this.keys = keys;
        this.events = events;
        this.looking = BackgroundWork.start(vertx,
                new BackgroundWork.Kind("looking for new keys", this::look, PAUSE));
    }

    static KeyWatch start(Vertx vertx, List<Watched> keys, GatewayEvents events) {
        return new KeyWatch(vertx, keys, events);
    }

    private CompletionStage<Integer> look() {
        return CompletableFuture.supplyAsync(() -> {
            IOException trouble = null;
            for (Watched key : keys) {
                trouble = look(key, trouble);
            }
            if (trouble != null) {
                throw new UncheckedIOException(trouble);
            }
            return 0;
        }, ASIDE);
    }

    /** @param before what was wrong with others, which shall not keep this one */
    private @Nullable IOException look(Watched key, @Nullable IOException before) {
        String was = key.fingerprint();
        try {
            key.look();
        } catch (IOException e) {
            return e;
        }
        if (!key.fingerprint().equals(was)) {
            LOG.info("{} has been replaced", key.name());
            events.keyReplaced(key.name(), was, key.fingerprint());
            key.replaced();
        }
        return before;
    }

    @Override
    public void close() {
        looking.close();
    }
}
