package org.lianzhen.gateway.http.live;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Tells pages that what they show has changed: after a pause and so at most once in it, however much changes. */
public final class Changes {
    /** Every open list is loaded anew when it is told. */
    public static final Duration PAUSE = Duration.ofSeconds(2);
    private static final String TYPE = "changed";

    private final Vertx vertx;
    private final Live live;
    private final Duration pause;
    private final Set<Change> due = ConcurrentHashMap.newKeySet();

    /** @param account whose matter it is; empty when it is everybody's who may see such things */
    private record Change(Topic topic, String account) {}

    public Changes(Vertx vertx, Live live, Duration pause) {
        this.vertx = vertx;
        this.live = live;
        this.pause = pause;
    }

    /** May be called from any thread, and as often as anybody likes. */
    public void changed(Topic topic) {
        changed(topic, "");
    }

    /** The same of what is one account's own. */
    public void changed(Topic topic, String account) {
        var change = new Change(topic, account);
        if (due.add(change)) {
            vertx.setTimer(pause.toMillis(), timer -> {
                due.remove(change);
                tell(change);
            });
        }
    }

    private void tell(Change change) {
        Audience audience = change.account().isEmpty() ? change.topic().audience()
                : new Audience.OfAccount(change.account());
        live.send(audience, TYPE, new JsonObject().put("topic", change.topic().word()));
    }

    /** Has every page load anew what it shows. */
    public void missed() {
        live.send(new Audience.Everybody(), "resync", new JsonObject());
    }
}
