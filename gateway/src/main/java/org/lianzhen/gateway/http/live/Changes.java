package org.lianzhen.gateway.http.live;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Tells pages that what they show has changed: nearly at once, and then once in a pause at most, however much changes. */
public final class Changes {
    /** Every open list is loaded anew when it is told. */
    public static final Duration PAUSE = Duration.ofSeconds(1);
    /** Part of the pause that is waited before the first word of a change: what changes together is told together. */
    private static final int MOMENT = 10;
    private static final String TYPE = "changed";

    private final Vertx vertx;
    private final Live live;
    private final Duration pause;
    private final Map<Change, State> states = new ConcurrentHashMap<>();

    private enum State {
        /** Will be told in a moment. */
        DUE,
        /** Was told a moment ago. */
        TOLD,
        /** Was told a moment ago, and has changed since. */
        TOLD_AND_CHANGED
    }

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
        states.compute(new Change(topic, account), (change, state) -> {
            if (state == null) {
                vertx.setTimer(Math.max(1, pause.toMillis() / MOMENT), timer -> tellAndRest(change));
                return State.DUE;
            }
            return state == State.DUE ? State.DUE : State.TOLD_AND_CHANGED;
        });
    }

    private void tellAndRest(Change change) {
        states.put(change, State.TOLD);
        vertx.setTimer(pause.toMillis(), timer -> rested(change));
        tell(change);
    }

    private void rested(Change change) {
        if (!states.remove(change, State.TOLD)) {
            tellAndRest(change);
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
