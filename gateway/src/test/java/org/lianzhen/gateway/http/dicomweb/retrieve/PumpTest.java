package org.lianzhen.gateway.http.dicomweb.retrieve;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.channels.Channels;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PumpTest {
    private static final int LENGTH = 5 * Pump.BUFFER_BYTES + 77;

    private final Vertx vertx = Vertx.vertx();
    private final Context loop = vertx.getOrCreateContext();
    private final SlowResponse response = new SlowResponse();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }

    /** Takes what is written, and is done with it only when told. Lives on the loop. */
    private static final class SlowResponse {
        private final Deque<Promise<Void>> writing = new ArrayDeque<>();
        private final Buffer taken = Buffer.buffer();
        private int most;
        private int heads;
        private boolean closed;
        private final CompletableFuture<Void> ended = new CompletableFuture<>();

        HttpServerResponse proxy() {
            return (HttpServerResponse) Proxy.newProxyInstance(getClass().getClassLoader(),
                    new Class<?>[]{ HttpServerResponse.class }, (self, method, arguments) -> switch (method.getName()) {
                        case "closed" -> closed;
                        case "write" -> write((Buffer) arguments[0]);
                        case "end" -> end();
                        default -> throw new UnsupportedOperationException(method.getName());
                    });
        }

        private Future<Void> write(Buffer buffer) {
            taken.appendBytes(buffer.getBytes());
            Promise<Void> done = Promise.promise();
            writing.add(done);
            most = Math.max(most, writing.size());
            return done.future();
        }

        private Future<Void> end() {
            ended.complete(null);
            return Future.succeededFuture();
        }
    }

    private Pump pump() {
        HttpServerResponse proxy = response.proxy();
        return new Pump(loop, proxy, () -> response.heads++);
    }

    private <T> T onLoop(java.util.function.Supplier<T> what) {
        var result = new CompletableFuture<T>();
        loop.runOnContext(now -> result.complete(what.get()));
        return result.orTimeout(20, TimeUnit.SECONDS).join();
    }

    private static byte[] content() {
        byte[] bytes = new byte[LENGTH];
        new Random(4).nextBytes(bytes);
        return bytes;
    }

    private CompletableFuture<Throwable> writing(Pump pump, byte[] bytes) {
        var end = new CompletableFuture<Throwable>();
        Thread.ofVirtual().start(() -> {
            try {
                pump.write(bytes, 0, 100);
                pump.copy(Channels.newChannel(new ByteArrayInputStream(bytes, 100, LENGTH - 100)), LENGTH - 100);
                pump.finish();
                end.complete(null);
            } catch (IOException e) {
                end.complete(e);
            } finally {
                pump.drop();
            }
        });
        return end;
    }

    private void untilTwoWait() {
        org.lianzhen.dicom.service.Await.until("two buffers are being written",
                () -> onLoop(() -> response.writing.size()) == Pump.BUFFERS);
    }

    @Test
    void hasAtMostTwoBuffersAtATime() {
        byte[] bytes = content();
        CompletableFuture<Throwable> end = writing(pump(), bytes);
        int written = 0;
        while (!end.isDone()) {
            Promise<Void> first = onLoop(response.writing::poll);
            if (first != null) {
                onLoop(() -> {
                    first.complete();
                    return true;
                });
                written++;
            }
            Thread.onSpinWait();
        }
        assertThat(end.join()).isNull();
        response.ended.orTimeout(20, TimeUnit.SECONDS).join();
        assertThat(onLoop(() -> response.most)).isLessThanOrEqualTo(Pump.BUFFERS);
        assertThat(written).isGreaterThanOrEqualTo(4);
        onLoop(() -> {
            response.writing.forEach(Promise::complete);
            return true;
        });
        assertThat(response.taken.getBytes()).isEqualTo(bytes);
        assertThat(response.heads).isOne();
    }

    @Test
    void waitsForASlowClientAndLetsGoWhenItLeaves() {
        CompletableFuture<Throwable> end = writing(pump(), content());
        untilTwoWait();
        assertThat(end).isNotDone();
        onLoop(() -> {
            response.closed = true;
            response.writing.forEach(promise -> promise.fail("connection closed"));
            return true;
        });
        assertThat(end.orTimeout(20, TimeUnit.SECONDS).join()).isInstanceOf(ClientGoneException.class);
        assertThat(response.ended).isNotDone();
    }

    @Test
    void sendsNothingBeforeABufferIsFull() throws IOException {
        Pump pump = pump();
        pump.write(7);
        pump.flush();
        assertThat(onLoop(() -> response.heads)).isZero();
        pump.finish();
        response.ended.orTimeout(20, TimeUnit.SECONDS).join();
        assertThat(response.taken.getBytes()).containsExactly(7);
        assertThat(response.heads).isOne();
        onLoop(() -> {
            response.writing.forEach(Promise::complete);
            return true;
        });
    }

    @Test
    void anEmptyBodyHasAHeadAllTheSame() {
        pump().finish();
        response.ended.orTimeout(20, TimeUnit.SECONDS).join();
        assertThat(response.heads).isOne();
    }

    @Test
    void noticesWhatIsTooShort() {
        Pump pump = pump();
        org.assertj.core.api.Assertions
                .assertThatThrownBy(() -> pump.copy(Channels.newChannel(new ByteArrayInputStream(new byte[5])), 6))
                .isInstanceOf(EOFException.class);
        pump.drop();
        assertThat(Arrays.asList(onLoop(() -> response.heads))).containsExactly(0);
    }
}
