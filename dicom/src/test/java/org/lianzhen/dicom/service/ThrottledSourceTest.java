package org.lianzhen.dicom.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.net.DataSetSource;

class ThrottledSourceTest {
    private final List<Integer> asked = new ArrayList<>();
    private final CompletableFuture<Void> gate = new CompletableFuture<>();
    private final ByteBuf bytes = Unpooled.buffer().writeZero(50_000);
    private final AtomicInteger closed = new AtomicInteger();
    private final DataSetSource source = new DataSetSource() {
        @Override
        public CompletionStage<ByteBuf> next(int maxBytes) {
            return CompletableFuture
                    .completedStage(bytes.readRetainedSlice(Math.min(maxBytes, bytes.readableBytes())));
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    };

    private DataSetSource throttled() {
        Throttle throttle = count -> {
            asked.add(count);
            return gate;
        };
        return throttle.slow(source);
    }

    @Test
    void handsOutSmallPiecesWhenTheyAreAdmitted() {
        CompletableFuture<ByteBuf> piece = throttled().next(40_000).toCompletableFuture();
        assertThat(piece).isNotDone();
        assertThat(asked).containsExactly(16_384);
        gate.complete(null);
        assertThat(piece).isCompletedWithValueMatching(one -> one.readableBytes() == 16_384);
        piece.join().release();
        bytes.release();
    }

    @Test
    void takesBackWhatIsNotWantedAnyMore() {
        DataSetSource throttled = throttled();
        CompletableFuture<ByteBuf> piece = throttled.next(1000).toCompletableFuture();
        throttled.close();
        assertThat(closed).hasValue(1);
        assertThat(gate).as("its turn is somebody else's").isCancelled();
        assertThat(piece).isCompletedExceptionally();
        assertThat(bytes.refCnt()).isEqualTo(1);
        bytes.release();
    }

    @Test
    void aThrottleThatFailsKeepsNoPiece() {
        CompletableFuture<ByteBuf> piece = throttled().next(1000).toCompletableFuture();
        gate.completeExceptionally(new IllegalStateException("broken"));
        assertThat(piece).isCompletedExceptionally();
        assertThat(bytes.refCnt()).isEqualTo(1);
        bytes.release();
    }

    @Test
    void withoutAThrottleNothingIsInTheWay() {
        assertThat(Throttle.NONE.slow(source)).isSameAs(source);
        bytes.release();
    }
}
