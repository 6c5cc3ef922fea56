package org.lianzhen.gateway.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ChunkListTest {
    @Property(tries = 200)
    void keepsBytesInOrderWhateverTheChunks(@ForAll @Size(max = 40) List<@IntRange(max = 5000) Integer> lengths) {
        var list = new ChunkList();
        byte[] all = StoreFixture.random(lengths.stream().mapToInt(Integer::intValue).sum(), 1);
        int at = 0;
        for (int length : lengths) {
            list.add(StoreFixture.buffer(java.util.Arrays.copyOfRange(all, at, at + length)));
            at += length;
        }
        assertThat(list.bytes()).isEqualTo(all.length);
        assertThat(taken(list)).isEqualTo(all);
        assertThat(list.bytes()).isZero();
    }

    @Test
    void copiesTinyChunksTogether() {
        var list = new ChunkList();
        for (int i = 0; i < 10_000; i++) {
            list.add(StoreFixture.buffer(new byte[1]));
        }
        List<ByteBuf> chunks = list.take();
        assertThat(chunks).hasSize(1);
        chunks.forEach(ByteBuf::release);
    }

    @Test
    void keepsLargeChunksAsTheyAre() {
        var list = new ChunkList();
        ByteBuf large = StoreFixture.buffer(new byte[4096]);
        list.add(large);
        assertThat(list.take()).containsExactly(large);
        large.release();
    }

    @Test
    void releasesEverythingThatIsGivenUp() {
        var list = new ChunkList();
        ByteBuf large = StoreFixture.buffer(new byte[4096]);
        ByteBuf tiny = StoreFixture.buffer(new byte[1]);
        list.add(large);
        list.add(tiny);
        list.release();
        assertThat(large.refCnt()).isZero();
        assertThat(tiny.refCnt()).isZero();
        assertThat(list.bytes()).isZero();
    }

    private static byte[] taken(ChunkList list) {
        ByteBuf joined = Unpooled.wrappedBuffer(list.take().toArray(ByteBuf[]::new));
        byte[] bytes = ByteBufUtil.getBytes(joined);
        joined.release();
        return bytes;
    }
}
