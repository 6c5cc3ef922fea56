package org.lianzhen.gateway.http.live;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.time.Duration;
import org.lianzhen.gateway.access.Caller;
import org.lianzhen.gateway.access.Sessions;

/** One browser's socket. It belongs to an event loop; others hand it messages through {@link #tell}, in order. */
final class LiveSocket {
    static final short SESSION_ENDED = 4001;
    static final short TOO_SLOW = 4008;
    /** Bytes that may wait for a client that reads slowly. */
    private static final int LONGEST_QUEUE = 256 * 1024;
    private static final String TICK = "{\"type\":\"tick\"}";

    private final ServerWebSocket socket;
    private final Context loop;
    private final Sessions.Session session;
    private boolean answered = true;
    private boolean resumed;

    /** @param loop that the socket belongs to */
    LiveSocket(ServerWebSocket socket, Context loop, Sessions.Session session) {
        this.socket = socket;
        this.loop = loop;
        this.session = session;
        socket.setWriteQueueMaxSize(LONGEST_QUEUE).pongHandler(pong -> answered = true);
    }

    Sessions.Session session() {
        return session;
    }

    Caller caller() {
        return session.caller();
    }

    /** From any thread. */
    void tell(String text) {
        loop.runOnContext(now -> write(text));
    }

    private void write(String text) {
        if (socket.isClosed()) {
            return;
        }
        if (socket.writeQueueFull()) {
            close(TOO_SLOW, "reads too slowly");
        } else {
            socket.writeTextMessage(text);
        }
    }

    /** True once: a client says one time where it stands. */
    boolean begins() {
        boolean first = !resumed;
        resumed = true;
        return first;
    }

    /**
     * Shows the client, and every proxy between, that somebody is there; gives up one that has not answered since the last time.
     *
     * @return whether it is still there
     */
    boolean beat() {
        if (socket.isClosed()) {
            return false;
        }
        if (!answered) {
            close((short) 1001, "does not answer");
            return false;
        }
        answered = false;
        socket.writePing(Buffer.buffer("lianzhen"));
        write(TICK);
        return true;
    }

    void sessionEnded() {
        close(SESSION_ENDED, "the session has ended");
    }

    void close(short code, String reason) {
        if (!socket.isClosed()) {
            socket.close(code, reason);
        }
    }

    /** How often {@link #beat} is to be called. */
    record Pace(Duration beat) {
        static final Pace STANDARD = new Pace(Duration.ofSeconds(25));
    }
}
