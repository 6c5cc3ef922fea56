package org.lianzhen.gateway.archive;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The owner's side of one object: gathers chunks and hands them to the storage threads, one hand-over at a time. Every field
 * belongs to the owner; {@link ObjectFile} belongs to the storage thread that has it in hand. An object below one megabyte
 * costs a single hand-over, at its end.
 */
final class FileObjectWriter implements ObjectWriter {
    private enum State {
        OPEN, COMMITTING, ENDED
    }

    private record Durable(StoredObject object, Acceptance acceptance) {}

    private final Storage storage;
    private final Executor owner;
    private final Runnable onWritable;
    private final ObjectFile file;
    private final ChunkList gathered = new ChunkList();
    private final CompletableFuture<Durable> result = new CompletableFuture<>();
    private @Nullable InstanceEntry entry;
    private State state = State.OPEN;
    private boolean handedOver;
    private boolean streaming;
    private boolean paused;
    private int handedBytes;
    private @Nullable IOException failure;

    FileObjectWriter(Storage storage, Executor owner, ByteBuf head, Runnable onWritable) {
        this.storage = storage;
        this.owner = owner;
        this.onWritable = onWritable;
        this.file = storage.newFile(head.readableBytes());
        storage.hold(head.readableBytes());
        gathered.add(head);
    }

    @Override
    public void write(ByteBuf chunk) {
        if (state != State.OPEN || failure != null) {
            chunk.release();
            return;
        }
        storage.hold(chunk.readableBytes());
        gathered.add(chunk);
        if (!handedOver && gathered.bytes() >= storage.budget().writeAt(streaming)) {
            handOver();
        }
    }

    @Override
    public boolean isWritable() {
        if (failure == null && state == State.OPEN && gathered.bytes() + handedBytes >= storage.budget().pauseAt()) {
            paused = true;
        }
        return !paused;
    }

    @Override
    public CompletionStage<StoredObject> commit() {
        end();
        return result.thenApply(Durable::object);
    }

    @Override
    public CompletionStage<Acceptance> commit(InstanceEntry ofObject) {
        entry = ofObject;
        end();
        return result.thenApply(Durable::acceptance);
    }

    private void end() {
        if (state != State.OPEN) {
            throw new IllegalStateException("object has already ended");
        }
        state = State.COMMITTING;
        if (!handedOver) {
            finish();
        }
    }

    @Override
    public void discard() {
        if (state != State.OPEN) {
            return;
        }
        state = State.ENDED;
        if (!handedOver) {
            giveUp();
        }
    }

    private void handOver() {
        streaming = true;
        List<ByteBuf> chunks = takeGathered();
        toStorage(chunks, () -> {
            IOException problem = append(chunks);
            toOwner(() -> written(problem));
        });
    }

    private @Nullable IOException append(List<ByteBuf> chunks) {
        try {
            storage.append(file, chunks);
            return null;
        } catch (IOException | RuntimeException | Error e) {
            return Storage.failure(e);
        }
    }

    /** On the owner: the storage has written what it was handed. */
    private void written(@Nullable IOException problem) {
        handedOver = false;
        freeHanded();
        if (problem != null) {
            failure = problem;
            dropGathered();
        }
        switch (state) {
            case ENDED -> giveUp();
            case COMMITTING -> finish();
            case OPEN -> goOn();
        }
    }

    private void goOn() {
        if (gathered.bytes() >= storage.budget().writeAt(true)) {
            handOver();
        }
        if (paused && gathered.bytes() + handedBytes < storage.budget().pauseAt()) {
            paused = false;
            onWritable.run();
        }
    }

    private void finish() {
        IOException problem = failure;
        if (problem != null) {
            giveUp();
            refuse(problem);
            return;
        }
        List<ByteBuf> chunks = takeGathered();
        toStorage(chunks, () -> storage.commit(new GroupCommit.Commit(file, entry, outcome()), chunks));
    }

    private GroupCommit.Outcome outcome() {
        return new GroupCommit.Outcome() {
            @Override
            public void durable(StoredObject stored, Acceptance acceptance) {
                toOwner(() -> {
                    freeHanded();
                    state = State.ENDED;
                    result.complete(new Durable(stored, acceptance));
                });
            }

            @Override
            public void failed(IOException cause) {
                toOwner(() -> {
                    freeHanded();
                    refuse(cause);
                });
            }
        };
    }

    private void refuse(IOException cause) {
        state = State.ENDED;
        result.completeExceptionally(
                new ObjectRefusedException("The storage did not take the object: " + cause.getMessage(), cause));
    }

    private void giveUp() {
        dropGathered();
        if (streaming) {
            toStorage(List.of(), () -> storage.remove(file));
        }
    }

    private List<ByteBuf> takeGathered() {
        handedOver = true;
        handedBytes = gathered.bytes();
        return gathered.take();
    }

    private void freeHanded() {
        storage.budget().free(handedBytes);
        handedBytes = 0;
    }

    private void dropGathered() {
        storage.budget().free(gathered.bytes());
        gathered.release();
    }

    private void toStorage(List<ByteBuf> chunks, Runnable work) {
        try {
            storage.execute(work);
        } catch (RejectedExecutionException e) {
            chunks.forEach(ByteBuf::release);
            freeHanded();
            handedOver = false;
            failure = new IOException("the store is closed", e);
            if (state == State.COMMITTING) {
                refuse(failure);
            }
        }
    }

    /** An owner that has shut down has closed its associations; nobody waits for the answer any more. */
    private void toOwner(Runnable answer) {
        try {
            owner.execute(answer);
        } catch (RejectedExecutionException e) {
            storage.ownerGone(e);
        }
    }
}
