package org.lianzhen.dicom.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.dimse.MessageWriter;
import org.lianzhen.dicom.dimse.PdvSplitter;

/**
 * Messages on their way out, one after the other, never interleaved. A data set is drawn from its source only while the socket
 * takes more. A small message leaves as one buffer.
 */
final class Outbox {
    private static final int MAX_QUEUED = 1_024;
    /** Large enough that a system call is worth it, small enough that thousands of senders fit the memory. */
    private static final int CHUNK = 128 * 1024;

    private final Channel channel;
    private final PdvSplitter splitter;
    private final Events events;
    private final ProgressTimer progress;
    private final ArrayDeque<Outgoing> queue = new ArrayDeque<>(2);
    private final ArrayDeque<Outgoing> inFlight = new ArrayDeque<>(2);
    private @Nullable Drawing current;
    private @Nullable ChannelFuture lastWrite;
    private boolean pumping;
    private volatile long written;
    private long writtenBefore;

    Outbox(Channel channel, PdvSplitter splitter, MinimumProgress minimum, Events events) {
        this.channel = channel;
        this.splitter = splitter;
        this.events = events;
        this.progress = new ProgressTimer(channel.eventLoop(), minimum, this::flushed, events.tooSlow);
    }

    /**
     * What an outbox reports, on the loop.
     *
     * @param tooSlow the peer takes less than the minimum
     * @param sourceFailed a data set cannot be completed
     * @param sent a message was handed to the operating system
     */
    record Events(Runnable tooSlow, Consumer<Throwable> sourceFailed, Runnable sent) {}

    boolean isEmpty() {
        return current == null && queue.isEmpty() && inFlight.isEmpty();
    }

    /** Whether it is our own data that is waited for. */
    boolean awaitsSource() {
        return current != null && current.waiting;
    }

    /** Bytes written so far, of which some may still wait for the operating system. */
    long written() {
        return written;
    }

    void send(Outgoing message) {
        if (queue.size() >= MAX_QUEUED) {
            message.fail(new RejectedExecutionException(MAX_QUEUED + " messages wait for this association already"));
        } else {
            queue.add(message);
            pump();
        }
    }

    /**
     * Takes a message back and closes its source.
     *
     * @return false when some of it was written, or it is not here
     */
    boolean remove(Outgoing message) {
        boolean begun = current != null && current.message == message;
        if (begun ? written > writtenBefore : !queue.remove(message)) {
            return false;
        }
        if (begun) {
            discardCurrent();
        }
        message.closeSource();
        if (isEmpty()) {
            progress.end();
        }
        pump();
        return true;
    }

    private void discardCurrent() {
        if (current != null) {
            current.writer.discard();
            current = null;
        }
    }

    /** Goes on for as long as the socket takes more. */
    void pump() {
        if (pumping) {
            return;
        }
        pumping = true;
        try {
            while (channel.isWritable() && advance()) {
                progress.begin();
            }
        } finally {
            pumping = false;
        }
    }

    /** One step; false if there is nothing to do for now. */
    private boolean advance() {
        if (current != null) {
            return current.draw();
        }
        Outgoing message = queue.poll();
        if (message == null) {
            return false;
        }
        writtenBefore = written;
        if (message.dataSet() == null) {
            write(splitter.message(message.contextId(), message.message()));
            lastPartWritten(message);
        } else {
            current = new Drawing(message, message.dataSet());
        }
        return true;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // written by the event loop only
    private void write(ByteBuf part) {
        written += part.readableBytes();
        lastWrite = channel.write(part);
    }

    private void lastPartWritten(Outgoing message) {
        inFlight.add(message);
        message.written(written - writtenBefore);
        ChannelFuture last = Objects.requireNonNull(lastWrite, "the last part was written");
        channel.flush();
        last.addListener(done -> {
            if (done.isSuccess()) {
                sent(message);
            }
        });
    }

    private void sent(Outgoing message) {
        if (inFlight.remove(message)) {
            if (isEmpty()) {
                progress.end();
            }
            message.sent().complete(null);
            events.sent.run();
        }
    }

    private long flushed() {
        ChannelOutboundBuffer waiting = channel.unsafe().outboundBuffer();
        return written - (waiting == null ? 0 : waiting.totalPendingWriteBytes());
    }

    /** The association has ended: what was not handed over never will be. */
    void failAll(Throwable cause) {
        progress.close();
        List<Outgoing> all = new ArrayList<>(inFlight);
        if (current != null) {
            all.add(current.message);
            discardCurrent();
        }
        all.addAll(queue);
        inFlight.clear();
        queue.clear();
        Steps.runAll(all.stream().<Runnable>map(message -> () -> message.fail(cause)).toList());
    }

    /** The message at hand and its data set, chunk by chunk. */
    private final class Drawing {
        private final Outgoing message;
        private final DataSetSource source;
        private final MessageWriter writer;
        private boolean waiting;

        Drawing(Outgoing message, DataSetSource source) {
            this.message = message;
            this.source = source;
            this.writer = splitter.begin(message.contextId(), message.message(), Outbox.this::write);
        }

        /** Asks for the next chunk; false while one is awaited. */
        boolean draw() {
            if (waiting) {
                return false;
            }
            waiting = true;
            OnLoop.await(channel, () -> source.next(CHUNK), this::drawn);
            return true;
        }

        private void drawn(@Nullable ByteBuf chunk, @Nullable Throwable fault) {
            waiting = false;
            if (current != this) {
                ReferenceCountUtil.release(chunk);
            } else if (chunk == null) {
                events.sourceFailed.accept(fault == null ? new NullPointerException("the source gave null") : fault);
            } else if (chunk.isReadable()) {
                writer.write(chunk);
                channel.flush();
            } else {
                chunk.release();
                writer.finish();
                current = null;
                message.closeSource();
                lastPartWritten(message);
            }
            pump();
        }
    }
}
