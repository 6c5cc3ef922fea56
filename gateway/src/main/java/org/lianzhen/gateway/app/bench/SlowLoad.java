package org.lianzhen.gateway.app.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Many associations that send an image each, a drop at a time: townships on thin lines. One thread serves them all. */
final class SlowLoad implements AutoCloseable {
    private static final Duration ROUND = Duration.ofMillis(250);

    private final List<Line> lines;

    private SlowLoad(List<Line> lines) {
        this.lines = List.copyOf(lines);
    }

    /** One association and what it has still to send. */
    private static final class Line {
        private final LoadAssociation association;
        private final ByteBuffer left;
        private volatile boolean lost;

        Line(LoadAssociation association, ByteBuffer request) {
            this.association = association;
            this.left = request;
        }

        void drip(int bytes) {
            if (!left.hasRemaining()) {
                left.rewind();
            }
            int from = left.position();
            ByteBuffer drop = left.slice(from, Math.min(bytes, left.remaining()));
            try {
                lost = lost || !association.offer(drop);
            } catch (IOException e) {
                lost = true;
            }
            left.position(from + drop.position());
        }
    }

    /**
     * Opens associations until there are enough of them, or the server takes no more.
     *
     * @param patience longest wait for one
     */
    static SlowLoad open(ServerUnderTest server, SampleImage image, int wanted, Duration patience)
            throws IOException, InterruptedException {
        List<Line> lines = new ArrayList<>();
        ByteBuffer request = null;
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            while (lines.size() < wanted) {
                LoadAssociation next = opened(thread, server, image, patience);
                if (next == null) {
                    break;
                }
                if (request == null) {
                    request = new StoreRequest(image, 0, next.peerMaxLength()).numbered(0).asReadOnlyBuffer();
                }
                next.stopWaiting();
                lines.add(new Line(next, request.duplicate()));
            }
        }
        return new SlowLoad(lines);
    }

    /** Null when the server does not take one more in time. */
    private static @Nullable LoadAssociation opened(
            ExecutorService thread, ServerUnderTest server, SampleImage image, Duration patience)
            throws InterruptedException {
        Future<LoadAssociation> opening = thread.submit(
                () -> LoadAssociation.open(server.address(), ServerUnderTest.AE_TITLE, image.sopClassUid()));
        try {
            return opening.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            return null;
        } catch (TimeoutException e) {
            opening.cancel(true);
            return null;
        }
    }

    /** How many associations the server took. */
    int size() {
        return lines.size();
    }

    /** How many of them it has closed again. */
    long lost() {
        return lines.stream().filter(line -> line.lost).count();
    }

    /** Something that is done while all of them send. */
    interface Meanwhile<T> {
        T run() throws IOException, InterruptedException;
    }

    /** Lets each association send at this rate, as far as the server takes it, as long as {@code other} lasts. */
    <T> T send(int bytesPerSecond, Meanwhile<T> other) throws IOException, InterruptedException {
        int drop = Math.max(1, Math.toIntExact(bytesPerSecond * ROUND.toMillis() / 1000));
        try (ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor()) {
            clock.scheduleAtFixedRate(() -> lines.forEach(line -> line.drip(drop)), 0, ROUND.toMillis(),
                    TimeUnit.MILLISECONDS);
            try {
                return other.run();
            } finally {
                clock.shutdown();
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (Line line : lines) {
            line.association.close();
        }
    }
}
