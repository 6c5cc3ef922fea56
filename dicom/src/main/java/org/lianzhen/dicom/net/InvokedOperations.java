package org.lianzhen.dicom.net;

import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.dimse.DimseResponse;

/**
 * The requests we have made on one association: as many at once as the window allows, the others waiting in a bounded queue,
 * each with its deadlines.
 */
final class InvokedOperations {
    private static final int MAX_WAITING = 1_024;

    private final int window;
    private final Consumer<InvokedOperation> start;
    private final BiConsumer<Deadline, InvokedOperation> missed;
    private final LoopTimer timer;
    private final Map<Integer, InvokedOperation> running = new HashMap<>(4);
    private final ArrayDeque<InvokedOperation> waiting = new ArrayDeque<>(2);
    private boolean paused;

    /**
     * @param window
     *            how many at once, at least 1
     * @param start
     *            sends a request
     * @param missed
     *            called when a response did not come in time
     */
    InvokedOperations(EventExecutor loop, int window, Consumer<InvokedOperation> start,
            BiConsumer<Deadline, InvokedOperation> missed) {
        this.window = window;
        this.start = start;
        this.missed = missed;
        this.timer = new LoopTimer(loop, this::checkDeadlines);
    }

    boolean isEmpty() {
        return running.isEmpty() && waiting.isEmpty();
    }

    void add(InvokedOperation operation) {
        if (isInUse(operation.messageId())) {
            operation.fail(new IllegalArgumentException("message ID " + operation.messageId() + " is in use"));
        } else if (waiting.size() >= MAX_WAITING) {
            operation.fail(new RejectedExecutionException(MAX_WAITING + " requests wait for this association already"));
        } else {
            waiting.add(operation);
            startWaiting();
        }
    }

    private boolean isInUse(int messageId) {
        return running.containsKey(messageId)
                || waiting.stream().anyMatch(operation -> operation.messageId() == messageId);
    }

    private void startWaiting() {
        while (running.size() < window && !waiting.isEmpty()) {
            InvokedOperation next = waiting.poll();
            running.put(next.messageId(), next);
            start.accept(next);
        }
    }

    /** The operation with a message ID that has not ended, or null. */
    @Nullable
    InvokedOperation find(int messageId) {
        InvokedOperation found = running.get(messageId);
        return found != null ? found
                : waiting.stream().filter(operation -> operation.messageId() == messageId).findFirst().orElse(null);
    }

    /** It has ended without a response. */
    void remove(InvokedOperation operation) {
        running.remove(operation.messageId(), operation);
        waiting.remove(operation);
    }

    void requestSent(InvokedOperation operation, long bytes) {
        operation.requestSent(System.nanoTime(), bytes);
        watch(operation);
    }

    /**
     * Whether a response is of another kind than the operation with its message ID. Nothing would be known about the operation then:
     * a C-ECHO-RSP says of no instance that it was stored.
     */
    boolean isMistaken(DimseResponse response) {
        InvokedOperation operation = running.get(response.messageId());
        return operation != null
                && operation.invocation().request().commandField().response() != response.commandField();
    }

    /** Hands a response to its listener; returns where its data set goes, or null to drop it. */
    @Nullable
    DataSetSink response(DimseResponse response) {
        InvokedOperation operation = running.get(response.messageId());
        if (operation == null) {
            return null;
        }
        if (response.status().isPending()) {
            operation.restart(System.nanoTime());
        } else {
            running.remove(response.messageId());
        }
        return operation.listener().onResponse(response);
    }

    /** An operation may have ended: the next one may start. */
    void advance() {
        startWaiting();
    }

    /**
     * While a message of the peer arrives, while it waits for us, or while we do not read, it cannot be late with a response.
     * Afterwards it is granted the whole time for the next one: C-GET brings whole images between two responses.
     */
    void pause(boolean busy) {
        if (paused == busy) {
            return;
        }
        paused = busy;
        if (paused) {
            timer.stop();
        } else {
            long now = System.nanoTime();
            running.values().forEach(operation -> {
                operation.restart(now);
                watch(operation);
            });
        }
    }

    private void watch(InvokedOperation operation) {
        long remaining = operation.remaining(System.nanoTime());
        if (!paused && remaining != Long.MAX_VALUE) {
            timer.startNoLaterThan(System.nanoTime() + remaining);
        }
    }

    private void checkDeadlines() {
        long now = System.nanoTime();
        for (InvokedOperation operation : running.values()) {
            Deadline deadline = operation.missed(now);
            if (deadline != null) {
                missed.accept(deadline, operation);
                return;
            }
        }
        running.values().forEach(this::watch);
    }

    /** Ends every operation without a response. */
    void failAll(Throwable cause) {
        timer.close();
        List<InvokedOperation> all = new ArrayList<>(running.values());
        all.addAll(waiting);
        running.clear();
        waiting.clear();
        Steps.runAll(all.stream().<Runnable>map(operation -> () -> operation.fail(cause)).toList());
    }
}
