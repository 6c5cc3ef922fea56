package org.lianzhen.gateway.postgres;

import io.vertx.core.Vertx;
import io.vertx.pgclient.pubsub.PgSubscriber;
import java.time.Duration;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears over a connection of its own what triggers tell of changes, whichever node has made them. It comes back by itself when the
 * database was away.
 */
public final class ChangeFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeFeed.class);
    private static final String CHANNEL = "lianzhen_change";
    private static final Duration AGAIN = Duration.ofSeconds(2);

    private final PgSubscriber subscriber;
    private boolean heard;

    private ChangeFeed(PgSubscriber subscriber) {
        this.subscriber = subscriber;
    }

    /**
     * Begins to listen, and does not wait until it does.
     *
     * @param changed takes the topic, and the account that it concerns or nothing; must not block
     * @param missed run when changes may have been missed; must not block
     */
    public static ChangeFeed start(Vertx vertx, DatabaseAddress address, BiConsumer<String, String> changed,
            Runnable missed) {
        var feed = new ChangeFeed(PgSubscriber.subscriber(vertx, Database.ours(address))
                .reconnectPolicy(attempts -> AGAIN.toMillis()));
        feed.subscriber.channel(CHANNEL).handler(said -> {
            String[] words = said.split(" ", 2);
            changed.accept(words[0], words.length == 1 ? "" : words[1]);
        }).subscribeHandler(listening -> feed.listens(missed));
        feed.subscriber.connect().onFailure(fault -> LOG.warn("News of changes are not heard yet: {}",
                String.valueOf(fault.getMessage())));
        return feed;
    }

    /** Every time but the first it was away before. */
    private void listens(Runnable missed) {
        if (heard) {
            missed.run();
        }
        heard = true;
    }

    @Override
    public void close() {
        subscriber.close();
    }
}
