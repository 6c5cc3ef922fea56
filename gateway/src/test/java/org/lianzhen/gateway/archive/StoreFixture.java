package org.lianzhen.gateway.archive;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A store on a {@link TestDisk} and one thread that plays the event loop. */
final class StoreFixture implements AutoCloseable {
    static final byte[] HEAD = "head".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    final TestDisk disk = new TestDisk();
    final ExecutorService owner = Executors.newSingleThreadExecutor();
    final AtomicInteger timesWritable = new AtomicInteger();
    final FileObjectStore store;

    StoreFixture(Path root) throws IOException {
        this(FileObjectStore.Options.of(root), Clock.systemUTC());
    }

    StoreFixture(FileObjectStore.Options options, Clock clock) throws IOException {
        store = FileObjectStore.open(options, disk, clock);
    }

    static ByteBuf buffer(byte[] bytes) {
        return PooledByteBufAllocator.DEFAULT.directBuffer(bytes.length).writeBytes(bytes);
    }

    static byte[] random(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    ObjectWriter begin() {
        return on(() -> store.begin(owner, buffer(HEAD), timesWritable::incrementAndGet));
    }

    void write(ObjectWriter writer, byte[] bytes) {
        on(() -> {
            writer.write(buffer(bytes));
            return writer;
        });
    }

    boolean isWritable(ObjectWriter writer) {
        return on(writer::isWritable);
    }

    void discard(ObjectWriter writer) {
        on(() -> {
            writer.discard();
            return writer;
        });
    }

    CompletableFuture<StoredObject> commit(ObjectWriter writer) {
        CompletionStage<CompletableFuture<StoredObject>> started = CompletableFuture
                .supplyAsync(() -> writer.commit().toCompletableFuture(), owner);
        return started.thenCompose(Function.identity()).toCompletableFuture();
    }

    /** Stores {@code bytes} in chunks of {@code chunk}. */
    CompletableFuture<StoredObject> put(byte[] bytes, int chunk) {
        ObjectWriter writer = begin();
        for (int from = 0; from < bytes.length; from += chunk) {
            write(writer, java.util.Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + chunk)));
        }
        return commit(writer);
    }

    /** Stores the instance {@code bytes}. */
    CompletableFuture<Acceptance> put(InstanceEntry entry, byte[] bytes) {
        ObjectWriter writer = begin();
        write(writer, bytes);
        return CompletableFuture.supplyAsync(() -> writer.commit(entry).toCompletableFuture(), owner)
                .thenCompose(Function.identity());
    }

    static <T> T get(CompletableFuture<T> future) {
        return future.orTimeout(20, TimeUnit.SECONDS).join();
    }

    private <T> T on(java.util.function.Supplier<T> call) {
        return get(CompletableFuture.supplyAsync(call, owner));
    }

    @Override
    public void close() {
        disk.letGo();
        store.close();
        owner.close();
    }
}
