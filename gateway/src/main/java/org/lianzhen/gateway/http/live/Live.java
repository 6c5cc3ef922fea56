package org.lianzhen.gateway.http.live;

import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Sends news to browsers that are open now, from any thread and without waiting. The last ones are kept, so that a browser that was
 * away for a moment misses nothing; who was away for longer is told to load anew. What must not be lost is kept elsewhere.
 */
public final class Live {
    /** Messages that are kept for those who come back. */
    static final int BACKLOG = 1000;
    /** Browsers at once; more are refused. */
    static final int MOST_SOCKETS = 5000;

    private final String epoch = UUID.randomUUID().toString();
    private final Backlog backlog;
    private final Set<LiveSocket> sockets = new HashSet<>();

    public Live() {
        this(BACKLOG);
    }

    Live(int backlog) {
        this.backlog = new Backlog(backlog);
    }

    /**
     * Tells one account, wherever it is logged in.
     *
     * @param type such as {@code notice}
     * @param body the message's other fields; no patient's name or number
     * @return whether any browser of that account is open
     */
    public boolean toAccount(String account, String type, JsonObject body) {
        return send(new Audience.OfAccount(account), type, body);
    }

    /** Number and order are one decision for all sockets, so it is made by one thread at a time; nothing in it waits. */
    synchronized boolean send(Audience audience, String type, JsonObject body) {
        long number = backlog.next();
        var news = new News(number, audience, body.copy().put("type", type).put("seq", number).encode());
        backlog.add(news);
        boolean told = false;
        for (LiveSocket socket : sockets) {
            if (audience.includes(socket.caller())) {
                socket.tell(news.text());
                told = true;
            }
        }
        return told;
    }

    /**
     * Adds a socket, and tells it what it missed.
     *
     * @param seen number of the last message that the client has, of the process that it names in {@code of}
     * @return false when there are too many
     */
    synchronized boolean join(LiveSocket socket, String build, String of, long seen) {
        if (sockets.size() >= MOST_SOCKETS) {
            return false;
        }
        socket.tell(hello(build));
        if (!of.isEmpty()) {
            Optional<List<News>> missed = of.equals(epoch) ? backlog.since(seen, socket.caller()) : Optional.empty();
            missed.ifPresentOrElse(all -> all.forEach(one -> socket.tell(one.text())), () -> socket.tell(resync()));
        }
        return sockets.add(socket);
    }

    private String hello(String build) {
        return new JsonObject().put("type", "hello").put("build", build).put("epoch", epoch)
                .put("seq", backlog.last()).encode();
    }

    private String resync() {
        return new JsonObject().put("type", "resync").put("seq", backlog.last()).encode();
    }

    synchronized void leave(LiveSocket socket) {
        sockets.remove(socket);
    }
}
