package org.lianzhen.gateway.intake;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.io.ByteArrayOutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.archive.Acceptance;
import org.lianzhen.gateway.archive.InstanceEntry;
import org.lianzhen.gateway.archive.ObjectStore;
import org.lianzhen.gateway.archive.ObjectWriter;
import org.lianzhen.gateway.archive.StoredObject;

/** A store for one object, in memory. */
final class FakeStore implements ObjectStore {
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    final CompletableFuture<Acceptance> committed = new CompletableFuture<>();
    @Nullable
    InstanceEntry entry;
    boolean writable = true;
    boolean discarded;
    int discards;
    Runnable onWritable = () -> {};

    @Override
    public ObjectWriter begin(Executor owner, ByteBuf head, Runnable whenWritable) {
        onWritable = whenWritable;
        take(head);
        return new Writer();
    }

    private void take(ByteBuf chunk) {
        bytes.writeBytes(ByteBufUtil.getBytes(chunk));
        chunk.release();
    }

    @Override
    public void close() {}

    private final class Writer implements ObjectWriter {
        @Override
        public void write(ByteBuf chunk) {
            take(chunk);
        }

        @Override
        public boolean isWritable() {
            return writable;
        }

        @Override
        public CompletionStage<StoredObject> commit() {
            throw new AssertionError("an instance goes into the index");
        }

        @Override
        public CompletionStage<Acceptance> commit(InstanceEntry ofInstance) {
            entry = ofInstance;
            return committed;
        }

        @Override
        public void discard() {
            discarded = true;
            discards++;
        }
    }
}
