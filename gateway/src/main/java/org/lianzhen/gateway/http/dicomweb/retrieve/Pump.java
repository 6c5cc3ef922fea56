package org.lianzhen.gateway.http.dicomweb.retrieve;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.internal.buffer.BufferInternal;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.vr.Bytes;

/**
 * Brings a body from a thread that may block to the event loop of its response. At most two buffers of one response exist at a
 * time, the one that is being filled included, however slow the client is; it waits in a virtual thread, which costs next to
 * nothing. The pump owns its buffers: the response borrows them until it has written them.
 */
final class Pump extends Sink {
    static final int BUFFERS = 2;
    static final int BUFFER_BYTES = 128 * 1024;
    /** The server closes connections that stand still before that. */
    private static final int STALLED_SECONDS = 300;

    private final Context loop;
    private final HttpServerResponse response;
    private final Runnable head;
    private final Semaphore free = new Semaphore(BUFFERS);
    private @Nullable ByteBuf filling;
    private boolean begun;
    private volatile boolean gone;

    /** @param head sets what stands before the body; run on the loop right before the first bytes go out */
    Pump(Context loop, HttpServerResponse response, Runnable head) {
        this.loop = loop;
        this.response = response;
        this.head = head;
    }

    @Override
    public void write(int b) throws IOException {
        room().writeByte(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        for (int done = 0; done < length;) {
            ByteBuf buffer = room();
            int count = Math.min(buffer.writableBytes(), length - done);
            buffer.writeBytes(bytes, offset + done, count);
            done += count;
        }
    }

    @Override
    void write(Bytes bytes) throws IOException {
        ByteBuffer left = bytes.asByteBuffer();
        while (left.hasRemaining()) {
            ByteBuf buffer = room();
            ByteBuffer next = left.slice(left.position(), Math.min(buffer.writableBytes(), left.remaining()));
            left.position(left.position() + next.remaining());
            buffer.writeBytes(next);
        }
    }

    @Override
    void copy(ReadableByteChannel from, long length) throws IOException {
        for (long left = length; left > 0;) {
            ByteBuf buffer = room();
            int wanted = (int) Math.min(buffer.writableBytes(), left);
            ByteBuffer view = buffer.internalNioBuffer(buffer.writerIndex(), wanted);
            int count = from.read(view);
            if (count < 0) {
                throw new EOFException("the content ends " + left + " bytes too early");
            }
            buffer.writerIndex(buffer.writerIndex() + count);
            left -= count;
        }
    }

    /** A buffer that is not full. */
    private ByteBuf room() throws IOException {
        ByteBuf buffer = filling;
        if (buffer != null && buffer.isWritable()) {
            return buffer;
        }
        handOn();
        await();
        buffer = PooledByteBufAllocator.DEFAULT.directBuffer(BUFFER_BYTES, BUFFER_BYTES);
        filling = buffer;
        return buffer;
    }

    private void await() throws IOException {
        try {
            if (!free.tryAcquire(STALLED_SECONDS, TimeUnit.SECONDS)) {
                gone = true;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
        if (gone) {
            throw new ClientGoneException();
        }
    }

    private void handOn() {
        ByteBuf full = filling;
        if (full == null) {
            return;
        }
        filling = null;
        boolean first = !begun;
        begun = true;
        loop.runOnContext(now -> {
            if (first && !response.closed()) {
                head.run();
            }
            lend(full);
        });
    }

    /** On the loop. The response borrows the buffer, and says when it needs it no longer, also when the client has gone. */
    private void lend(ByteBuf full) {
        if (response.closed()) {
            returned(full, false);
        } else {
            response.write(BufferInternal.buffer(full)).onComplete(done -> returned(full, done.succeeded()));
        }
    }

    private void returned(ByteBuf buffer, boolean sent) {
        buffer.release();
        if (!sent) {
            gone = true;
        }
        free.release();
    }

    /** Sends what is left and ends the response. */
    void finish() {
        handOn();
        boolean empty = !begun;
        begun = true;
        loop.runOnContext(now -> {
            if (response.closed()) {
                return;
            }
            if (empty) {
                head.run();
            }
            response.end();
        });
    }

    /** Lets go of what has not been handed on, when the body has come to nothing. */
    void drop() {
        ByteBuf half = filling;
        if (half != null) {
            filling = null;
            half.release();
        }
    }
}
