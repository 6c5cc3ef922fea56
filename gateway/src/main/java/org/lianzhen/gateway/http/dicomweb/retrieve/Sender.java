package org.lianzhen.gateway.http.dicomweb.retrieve;

import io.vertx.core.Context;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.lianzhen.gateway.http.Answers;
import org.lianzhen.gateway.http.Problem;
import org.lianzhen.gateway.http.ProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends bodies. A file that goes out as it is, on a line that is neither encrypted nor shared by streams, is sent by the
 * operating system; everything else by a {@link Pump}.
 */
final class Sender {
    private static final Logger LOG = LoggerFactory.getLogger(Sender.class);
    /** Their buffers take 64 MiB in all. */
    private static final int MOST_PUMPS = 256;

    private static final int MOST_ASKED = 1024;
    private static final int MOST_WORKING = 64;

    private final Semaphore pumps = new Semaphore(MOST_PUMPS);
    private final Semaphore asked = new Semaphore(MOST_ASKED);
    private final Semaphore working = new Semaphore(MOST_WORKING, true);

    /** Makes a body on a thread that may block. */
    @FunctionalInterface
    interface Maker {
        Answer make() throws IOException;
    }

    /** What is to be sent. */
    record Answer(Head head, Body body) {}

    /** Sends what there already is. Called on the request's event loop, as everything here that gets a request. */
    void send(RoutingContext request, Answer answer) {
        if (HttpMethod.HEAD.equals(request.request().method())) {
            try (Body body = answer.body()) {
                answer.head().put(request.response(), body.length());
                request.response().end();
            }
        } else if (answer.body() instanceof FileBody file && goesOutAsItIs(request.request())) {
            sendFile(request, answer.head(), file);
        } else {
            pump(request, () -> answer);
        }
    }

    static boolean goesOutAsItIs(HttpServerRequest request) {
        return !request.isSSL();
    }

    /** Sends what must be made first, which may take its time or fail. */
    void make(RoutingContext request, Maker maker) {
        boolean headOnly = HttpMethod.HEAD.equals(request.request().method());
        if (headOnly) {
            blocking(request, maker::make, answer -> send(request, answer));
        } else {
            pump(request, maker);
        }
    }

    /** What goes on with the outcome of blocking work, on the loop. */
    @FunctionalInterface
    interface Next<T> {
        void with(T outcome);
    }

    /** Does on a virtual thread what may block; its failure becomes the answer. */
    <T> void blocking(RoutingContext request, Callable<T> work, Next<T> next) {
        start(request, asked, loop -> {
            try {
                working.acquire();
                T outcome;
                try {
                    outcome = work.call();
                } finally {
                    working.release();
                }
                loop.runOnContext(now -> go(request, outcome, next));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                fail(request, loop, e);
            } catch (Exception e) {
                fail(request, loop, e);
            }
        });
    }

    /** @param room for as many as this may be under way at a time */
    private static void start(RoutingContext request, Semaphore room, Consumer<Context> work) {
        if (!room.tryAcquire()) {
            throw new ProblemException(
                    Problem.unavailable("Too many images are on their way at the moment; try again."));
        }
        Context loop = request.vertx().getOrCreateContext();
        Thread.ofVirtual().name("wado").start(() -> {
            try {
                work.accept(loop);
            } catch (Error e) {
                fail(request, loop, e);
                throw e;
            } finally {
                room.release();
            }
        });
    }

    private static <T> void go(RoutingContext request, T outcome, Next<T> next) {
        try {
            next.with(outcome);
        } catch (RuntimeException e) {
            request.fail(e);
        }
    }

    private static void fail(RoutingContext request, Context loop, Throwable cause) {
        loop.runOnContext(now -> {
            if (!request.response().closed()) {
                request.fail(Refusals.of(cause));
            }
        });
    }

    private void sendFile(RoutingContext request, Head head, FileBody file) {
        blocking(request, file::open, channel -> {
            HttpServerResponse response = request.response();
            if (response.closed()) {
                close(channel);
                return;
            }
            head.put(response, file.length());
            response.sendFile(channel, file.offset(), file.length()).onComplete(done -> {
                close(channel);
                if (done.failed() && !response.closed()) {
                    Answers.breakOff(request);
                }
            });
        });
    }

    private static void close(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.warn("A file that was sent could not be closed", e);
        }
    }

    private void pump(RoutingContext request, Maker maker) {
        start(request, pumps, loop -> run(request, loop, maker));
    }

    /** On a virtual thread. */
    private static void run(RoutingContext request, Context loop, Maker maker) {
        try {
            Answer answer = maker.make();
            try (Body body = answer.body()) {
                write(request, loop, answer.head(), body);
            }
        } catch (ClientGoneException e) {
            LOG.debug("A client left before it had everything", e);
            fail(request, loop, e);
        } catch (IOException | RuntimeException e) {
            fail(request, loop, e);
        }
    }

    private static void write(RoutingContext request, Context loop, Head head, Body body) throws IOException {
        HttpServerResponse response = request.response();
        var pump = new Pump(loop, response, () -> head.put(response, body.length()));
        try {
            body.writeTo(pump);
            pump.finish();
        } finally {
            pump.drop();
        }
    }
}
