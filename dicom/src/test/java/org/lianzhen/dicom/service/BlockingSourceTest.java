package org.lianzhen.dicom.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BlockingSourceTest {

    @Property(tries = 100)
    void handsOutAllBytesInOrderInPiecesOfTheWantedSize(
            @ForAll @Size(max = 20) List<@IntRange(min = 1, max = 100) Integer> made,
            @ForAll @IntRange(min = 2, max = 70) int wanted) throws Exception {
        int total = made.stream().mapToInt(Integer::intValue).sum();
        var source = new BlockingSource(pieces -> {
            int next = 0;
            for (int length : made) {
                ByteBuf piece = PooledByteBufAllocator.DEFAULT.buffer(length);
                for (int i = 0; i < length; i++) {
                    piece.writeByte(next++);
                }
                pieces.put(piece);
            }
        });
        byte[] all = drain(source, wanted);
        source.close();
        assertThat(all).hasSize(total);
        for (int i = 0; i < total; i++) {
            assertThat(all[i]).isEqualTo((byte) i);
        }
    }

    @Test
    void saysTheEndAsOftenAsItIsAsked() throws Exception {
        var source = new BlockingSource(pieces -> {});
        assertThat(next(source).isReadable()).isFalse();
        assertThat(next(source).isReadable()).isFalse();
        source.close();
    }

    @Test
    void failsWhenItsMakerFails() {
        var source = new BlockingSource(pieces -> {
            throw new IOException("the disk is gone");
        });
        assertThatThrownBy(() -> next(source)).isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(IOException.class).hasMessageContaining("the disk is gone");
        source.close();
    }

    @Test
    void makesNothingBeforeItIsAsked() {
        var made = new ArrayList<String>();
        var source = new BlockingSource(pieces -> made.add("something"));
        source.close();
        assertThat(made).isEmpty();
    }

    @Test
    void closingStopsAMakerThatIsAheadAndFreesItsPiece() throws Exception {
        var ahead = new CountDownLatch(1);
        var stopped = new CountDownLatch(1);
        ByteBuf second = PooledByteBufAllocator.DEFAULT.buffer(4).writeInt(2);
        var source = new BlockingSource(pieces -> {
            try {
                pieces.put(PooledByteBufAllocator.DEFAULT.buffer(4).writeInt(1));
                ahead.countDown();
                pieces.put(second);
            } finally {
                stopped.countDown();
            }
        });
        next(source).release();
        assertThat(ahead.await(10, TimeUnit.SECONDS)).isTrue();
        source.close();
        assertThat(stopped.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(second.refCnt()).isZero();
    }

    @Test
    void closingAnswersWhoStillWaits() {
        var source = new BlockingSource(pieces -> new CountDownLatch(1).await());
        var waiting = source.next(10).toCompletableFuture();
        source.close();
        assertThatThrownBy(() -> waiting.get(10, TimeUnit.SECONDS)).isNotNull();
    }

    private static byte[] drain(BlockingSource source, int wanted) throws Exception {
        var all = new ByteArrayOutputStream();
        while (true) {
            ByteBuf piece = source.next(wanted).toCompletableFuture().get(10, TimeUnit.SECONDS);
            assertThat(piece.readableBytes()).isLessThanOrEqualTo(wanted);
            if (!piece.isReadable()) {
                return all.toByteArray();
            }
            piece.readBytes(all, piece.readableBytes());
            piece.release();
        }
    }

    private static ByteBuf next(BlockingSource source) throws Exception {
        return source.next(100).toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
