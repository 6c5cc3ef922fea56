package org.lianzhen.gateway.hl7;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection: takes a message, answers it, and only then the next. While a message is being worked on nothing is read, so what
 * waits is what one packet had. Lives on the loop of its socket.
 */
final class MllpConnection {
    private static final Logger LOG = LoggerFactory.getLogger(MllpConnection.class);

    private final NetSocket socket;
    private final MllpServer.Handler handler;
    private final MllpFrames frames;
    private final Context loop;
    private final Deque<byte[]> waiting = new ArrayDeque<>();
    private boolean working;
    private boolean closed;

    MllpConnection(NetSocket socket, MllpServer.Handler handler, MllpFrames frames, Context loop) {
        this.socket = socket;
        this.handler = handler;
        this.frames = frames;
        this.loop = loop;
    }

    void begin() {
        socket.handler(this::read);
        socket.exceptionHandler(fault -> LOG.debug("The connection with {} broke: {}", socket.remoteAddress(),
                String.valueOf(fault.getMessage())));
    }

    /** Nobody is there to be answered any more. */
    void end() {
        closed = true;
        waiting.clear();
        if (frames.isWithin()) {
            LOG.info("{} left in the middle of a message", socket.remoteAddress());
        }
    }

    private void read(Buffer packet) {
        try {
            waiting.addAll(frames.take(packet));
            work();
        } catch (MllpFrames.FrameException e) {
            LOG.warn("{} sends {}: the connection is closed", socket.remoteAddress(), e.getMessage());
            socket.close();
        }
    }

    private void work() {
        byte[] next = working || closed ? null : waiting.poll();
        if (next == null) {
            return;
        }
        working = true;
        socket.pause();
        Future.fromCompletionStage(handler.answer(next, peer()), loop).onSuccess(this::answer).onFailure(fault -> {
            LOG.error("A message of {} could not be answered", socket.remoteAddress(), fault);
            socket.close();
        });
    }

    private InetAddress peer() {
        return InetAddress.ofLiteral(socket.remoteAddress().hostAddress());
    }

    private void answer(byte[] answer) {
        working = false;
        if (closed) {
            return;
        }
        socket.write(MllpFrames.framed(answer));
        work();
        if (!working) {
            socket.resume();
        }
    }
}
