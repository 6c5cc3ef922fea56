package org.lianzhen.gateway.archive;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;

/**
 * Chunks waiting to be written together. Tiny ones are copied into a shared buffer, because a peer may send an object as
 * one-byte fragments and each of them would pin a receive buffer and cost an object.
 */
final class ChunkList {
    private static final int TINY = 2 * 1024;
    private static final int TAIL = 16 * 1024;

    private List<ByteBuf> chunks = new ArrayList<>();
    private int bytes;
    private boolean tailOpen;

    /** Takes ownership of {@code chunk}. */
    void add(ByteBuf chunk) {
        int length = chunk.readableBytes();
        bytes += length;
        if (length == 0) {
            chunk.release();
        } else if (length >= TINY) {
            chunks.add(chunk);
            tailOpen = false;
        } else {
            copy(chunk, length);
        }
    }

    private void copy(ByteBuf chunk, int length) {
        try {
            ByteBuf tail = tailOpen ? chunks.getLast() : null;
            if (tail == null || tail.writableBytes() < length) {
                tail = chunk.alloc().directBuffer(TAIL, TAIL);
                chunks.add(tail);
                tailOpen = true;
            }
            tail.writeBytes(chunk);
        } finally {
            chunk.release();
        }
    }

    int bytes() {
        return bytes;
    }

    /** Hands everything over, ownership included, and starts empty again. */
    List<ByteBuf> take() {
        List<ByteBuf> taken = chunks;
        chunks = new ArrayList<>();
        bytes = 0;
        tailOpen = false;
        return taken;
    }

    void release() {
        take().forEach(ByteBuf::release);
    }
}
