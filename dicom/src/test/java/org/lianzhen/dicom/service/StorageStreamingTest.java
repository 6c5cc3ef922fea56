package org.lianzhen.dicom.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.dimse.Outcome;
import org.lianzhen.dicom.net.DataSetSource;
import org.lianzhen.dicom.net.ReadHold;

/** Instances that no memory holds. */
class StorageStreamingTest {
    private static final long MIB = 1 << 20;

    @Test
    void anInstanceLargerThanTheMemoryItMayTakeComesThrough() {
        send(400 * MIB, false);
    }

    @Test
    void aSlowDiskSlowsTheSenderAndFillsNoMemory() {
        send(60 * MIB, true);
    }

    /** More than any 32-bit length or Java array holds. */
    @Test
    @Tag("long")
    void anInstanceOfMoreThanFourGigabytesComesThrough() {
        send(4_500 * MIB, false);
    }

    private static void send(long length, boolean slowly) {
        var arrived = new AtomicLong();
        var most = new AtomicLong();
        long before = used();
        StoreHandler handler = context -> new StoreSink() {
            @Override
            public void chunk(ByteBuf bytes) {
                long now = arrived.addAndGet(bytes.readableBytes());
                bytes.release();
                most.accumulateAndGet(used(), Math::max);
                if (slowly && now % (4 * MIB) < 65_536) {
                    ReadHold hold = context.association().holdReads();
                    CompletableFuture.delayedExecutor(5, TimeUnit.MILLISECONDS).execute(hold::release);
                }
            }

            @Override
            public CompletionStage<Outcome> end() {
                return CompletableFuture.completedStage(Outcome.SUCCESS);
            }

            @Override
            public void aborted(Throwable cause) {
                throw new AssertionError(cause);
            }
        };
        var instance = new Instance(SopClass.RawDataStorage, "1.2.3", TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                () -> new Zeros(length));
        try (LocalNode local = LocalNode.of(builder -> builder.storage(StoragePolicy.EVERYTHING, handler))) {
            StoreCall call = local.user().store(local.node(), List.of(instance), StoreOptions.STANDARD,
                    StoreListener.NONE);
            Await.until("it is stored", Duration.ofMinutes(10),
                    () -> call.result().toCompletableFuture().isDone());
            assertThat(Await.completed(call.result()).isComplete()).isTrue();
        }
        assertThat(arrived).hasValue(length);
        assertThat(most.get() - before).isLessThan(48 * MIB);
    }

    private static long used() {
        return PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory()
                + PooledByteBufAllocator.DEFAULT.metric().usedHeapMemory();
    }

    /** So many zeros, made as they are asked for. */
    private static final class Zeros implements DataSetSource {
        private long left;

        Zeros(long length) {
            left = length;
        }

        @Override
        public CompletionStage<ByteBuf> next(int maxBytes) {
            int count = (int) Math.min(maxBytes, left);
            left -= count;
            return CompletableFuture.completedStage(PooledByteBufAllocator.DEFAULT.buffer(count).writeZero(count));
        }

        @Override
        public void close() {}
    }
}
