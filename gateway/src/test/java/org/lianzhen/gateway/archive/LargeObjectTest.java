package org.lianzhen.gateway.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An object beyond 2 GiB streams through in the memory that one association may take. */
@Timeout(120)
class LargeObjectTest {
    private static final int CHUNK = 128 * 1024;
    private static final long LENGTH = (1L << 31) + 12_345;

    @TempDir
    private Path root;
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong mostHeld = new AtomicLong();
    private final Semaphore writable = new Semaphore(0);
    private final ExecutorService owner = Executors.newSingleThreadExecutor();
    private Storage storage;

    @BeforeEach
    void open() throws IOException {
        Files.createDirectory(root.resolve(ObjectFolders.OPEN));
        storage = new Storage(FileObjectStore.Options.of(root).withoutDigest(), new ForgetfulDisk(), Clock.systemUTC());
    }

    @AfterEach
    void close() {
        storage.close(Duration.ofSeconds(10));
        owner.close();
    }

    @Test
    void streamsInConstantMemoryWhenTheSenderHeedsTheSignal() throws Exception {
        ByteBuf chunk = PooledByteBufAllocator.DEFAULT.directBuffer(CHUNK).writeZero(CHUNK);
        ObjectWriter writer = storageWriter();
        for (long left = LENGTH; left > 0; left -= CHUNK) {
            int length = (int) Math.min(CHUNK, left);
            if (!onOwner(() -> write(writer, chunk.retainedSlice(0, length)))) {
                assertThat(writable.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
            }
        }
        CompletableFuture<StoredObject> stored = new CompletableFuture<>();
        owner.execute(() -> writer.commit().thenAccept(stored::complete));
        chunk.release();

        assertThat(stored.get(30, TimeUnit.SECONDS).length()).isEqualTo(LENGTH);
        assertThat(written).hasValue(LENGTH);
        assertThat(mostHeld.get()).isLessThanOrEqualTo(2 * 1024 * 1024 + CHUNK);
    }

    private ObjectWriter storageWriter() throws Exception {
        return onOwner(() -> new FileObjectWriter(storage, owner, StoreFixture.buffer(new byte[0]), writable::release));
    }

    private boolean write(ObjectWriter writer, ByteBuf chunk) {
        writer.write(chunk);
        mostHeld.accumulateAndGet(storage.budget().held(), Math::max);
        return writer.isWritable();
    }

    private <T> T onOwner(java.util.concurrent.Callable<T> call) throws Exception {
        return owner.submit(call).get(30, TimeUnit.SECONDS);
    }

    /** Counts what it is given and keeps none of it. */
    private final class ForgetfulDisk implements Disk {
        @Override
        public DiskFile create(Path path) throws IOException {
            Files.createFile(path);
            return new DiskFile() {
                @Override
                public void write(ByteBuffer[] buffers) {
                    for (ByteBuffer buffer : buffers) {
                        written.addAndGet(buffer.remaining());
                    }
                }

                @Override
                public void end(ByteBuffer[] buffers) {
                    write(buffers);
                }

                @Override
                public void sync() {}

                @Override
                public void close() {}
            };
        }

        @Override
        public void syncDirectory(Path directory) {}

        @Override
        public void rename(Path from, Path to) throws IOException {
            LOCAL.rename(from, to);
        }

        @Override
        public void delete(Path path) throws IOException {
            LOCAL.delete(path);
        }
    }
}
