package org.lianzhen.gateway.app;

import java.time.Duration;
import java.util.Arrays;
import org.lianzhen.gateway.delivery.Courier;
import org.lianzhen.gateway.delivery.DeliveryDesk;
import org.lianzhen.gateway.http.live.Changes;
import org.lianzhen.gateway.http.live.Live;
import org.lianzhen.gateway.http.live.Topic;
import org.lianzhen.gateway.postgres.ChangeFeed;

/** News for the pages that people have open, and where they come from: the database, and what happens here too often for it to tell. */
final class LiveSide implements AutoCloseable {
    private final Live live = new Live();
    private final Changes changes;
    private final ChangeFeed feed;

    private LiveSide(Records records, Duration pause) {
        changes = new Changes(records.vertx(), live, pause);
        feed = ChangeFeed.start(records.vertx(), records.address(), this::heard, changes::missed);
    }

    /** @param pause before pages are told, so that many changes are one news */
    static LiveSide start(Records records, Duration pause) {
        return new LiveSide(records, pause);
    }

    /** The tables may be those of a newer program, which knows further topics. */
    private void heard(String topic, String account) {
        Arrays.stream(Topic.values()).filter(one -> one.name().equals(topic))
                .forEach(one -> changes.changed(one, account));
    }

    Live live() {
        return live;
    }

    Changes changes() {
        return changes;
    }

    /** Something came into the archive, and is soon to be delivered. */
    void arrived() {
        changes.changed(Topic.STUDY);
        changes.changed(Topic.DELIVERY);
    }

    /** The same courier, whose results are news. */
    Courier observing(Courier courier) {
        return (destination, tasks, throttle, results) -> courier.send(destination, tasks, throttle, (task, reply) -> {
            results.accept(task, reply);
            changes.changed(Topic.DELIVERY);
        });
    }

    /** The same desk, whose orders are news. */
    DeliveryDesk observing(DeliveryDesk desk) {
        return new ObservedDesk(desk, () -> changes.changed(Topic.DELIVERY));
    }

    @Override
    public void close() {
        feed.close();
    }
}
