package org.lianzhen.gateway.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecentObjectsTest {
    private static final int MIB = 1024 * 1024;
    private final MemoryBudget budget = new MemoryBudget(4 * MIB);
    private final RecentObjects recent = new RecentObjects(budget);

    @AfterEach
    void close() {
        recent.close();
    }

    private ByteBuf add(String key, int length) {
        ByteBuf bytes = StoreFixture.buffer(new byte[length]);
        RecentObject object = recent.hold(List.of(bytes));
        bytes.release();
        assertThat(object).isNotNull();
        recent.add(key, object);
        return bytes;
    }

    private boolean has(String key) {
        RecentObject found = recent.get(key);
        if (found != null) {
            found.release();
        }
        return found != null;
    }

    @Test
    void keepsThoseThatWaitToBeSentAndNoMoreThanThereIsRoomFor() {
        List<ByteBuf> all = IntStream.range(0, 6).mapToObj(i -> add("k" + i, MIB)).toList();

        assertThat(all).extracting(ByteBuf::refCnt).containsExactly(1, 1, 1, 1, 0, 0);
        assertThat(recent.bytes()).isEqualTo(4 * MIB);
        assertThat(has("k3")).isTrue();
        assertThat(has("k4")).isFalse();
    }

    @Test
    void whatIsBeingSentMakesRoom() {
        IntStream.range(0, 4).forEach(i -> add("k" + i, MIB));
        assertThat(has("k0")).isTrue();
        add("k4", MIB);

        assertThat(has("k0")).isFalse();
        assertThat(has("k1")).isTrue();
        assertThat(has("k4")).isTrue();
    }

    @Test
    void givesBackAtOnceWhatObjectsUnderWayNeed() {
        List<ByteBuf> all = IntStream.range(0, 4).mapToObj(i -> add("k" + i, MIB)).toList();
        budget.hold(MIB + 1);
        recent.yieldMemory();
        assertThat(all).extracting(ByteBuf::refCnt).containsExactly(0, 0, 1, 1);

        budget.hold(10 * MIB);
        recent.yieldMemory();
        assertThat(all).extracting(ByteBuf::refCnt).containsOnly(0);
        assertThat(recent.bytes()).isZero();
        assertThat(recent.hold(List.of(Unpooled.EMPTY_BUFFER))).as("while memory is short").isNull();
    }

    @Test
    void whoReadsAnObjectHasItUntilItLetsGo() {
        ByteBuf bytes = add("k", MIB);
        RecentObject found = recent.get("k");
        recent.close();
        assertThat(bytes.refCnt()).isEqualTo(1);

        assertThat(found).isNotNull();
        found.release();
        assertThat(bytes.refCnt()).isZero();
    }

    @Test
    void keepsNothingOnceClosed() {
        RecentObject late = recent.hold(List.of(Unpooled.EMPTY_BUFFER));
        assertThat(late).isNotNull();
        recent.close();
        recent.add("late", late);

        assertThat(late.refCnt()).isZero();
        assertThat(recent.hold(List.of(Unpooled.EMPTY_BUFFER))).isNull();
    }

    /** Otherwise a small piece of each of many receive buffers would keep all of them. */
    @Test
    void countsAReceiveBufferWholeAndOnce() {
        ByteBuf received = StoreFixture.buffer(new byte[MIB]);
        RecentObject object = new RecentObject(List.of(received.slice(0, 10), received.slice(10, 10)));
        assertThat(object.cost()).isEqualTo(MIB);

        object.release();
        received.release();
        assertThatThrownBy(received::retain).as("all holds are released").isInstanceOf(RuntimeException.class);
    }
}
