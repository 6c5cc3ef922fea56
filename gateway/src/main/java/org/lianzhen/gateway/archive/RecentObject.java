package org.lianzhen.gateway.archive;

import io.netty.buffer.ByteBuf;
import io.netty.util.AbstractReferenceCounted;
import java.util.List;

/** All bytes of one object, in memory until the last of those who hold it lets go. */
final class RecentObject extends AbstractReferenceCounted {
    private final List<ByteBuf> chunks;
    private final long since = System.nanoTime();
    private final long cost;
    private volatile boolean sent;

    /** @param chunks of which it takes a hold of its own */
    RecentObject(List<ByteBuf> chunks) {
        this.chunks = List.copyOf(chunks);
        this.cost = cost(chunks);
        this.chunks.forEach(ByteBuf::retain);
    }

    /** A chunk keeps all of the buffer that it was received into, which chunks that follow each other may share. */
    @SuppressWarnings("ReferenceEquality") // the same buffer, not one with the same bytes
    private static long cost(List<ByteBuf> chunks) {
        long cost = 0;
        ByteBuf last = null;
        for (ByteBuf chunk : chunks) {
            ByteBuf whole = whole(chunk);
            cost += whole == last ? 0 : Math.max(whole.capacity(), chunk.readableBytes());
            last = whole;
        }
        return cost;
    }

    private static ByteBuf whole(ByteBuf chunk) {
        ByteBuf whole = chunk;
        for (ByteBuf next = whole.unwrap(); next != null; next = whole.unwrap()) {
            whole = next;
        }
        return whole;
    }

    List<ByteBuf> chunks() {
        return chunks;
    }

    /** Bytes of memory that it keeps. */
    long cost() {
        return cost;
    }

    /** Somebody reads it: others may find it on the disk. */
    void sent() {
        sent = true;
    }

    boolean isSent() {
        return sent;
    }

    boolean isOlderThan(long nanos) {
        return System.nanoTime() - since > nanos;
    }

    @Override
    protected void deallocate() {
        chunks.forEach(ByteBuf::release);
    }

    @Override
    public RecentObject touch(Object hint) {
        chunks.forEach(chunk -> chunk.touch(hint));
        return this;
    }
}
