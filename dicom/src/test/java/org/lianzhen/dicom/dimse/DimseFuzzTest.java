package org.lianzhen.dicom.dimse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.pdu.PdvHeader;

/** Seeded noise: only declared faults, no leak, no memory beyond what arrived. */
class DimseFuzzTest {
    private static final int ROUNDS = 100_000;
    private static final long MOST_ALLOCATED = 100_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final UnpooledByteBufAllocator ALLOCATOR = new UnpooledByteBufAllocator(false);
    private static final List<CommandVector> VECTORS = Stream
            .of(CompositeVectors.ALL, RetrieveVectors.ALL, NormalizedVectors.ALL).flatMap(List::stream).toList();

    @Test
    void damagedCommandSetsAreReadOrRefused() {
        damageCommands(ROUNDS);
    }

    @Test
    void whatWasReadCanBeWrittenAndReadAgain() {
        rewrite(ROUNDS / 4);
    }

    @Test
    void anySequenceOfValuesIsAssembledOrRefused() {
        assembleAnything(ROUNDS / 20);
    }

    @Test
    @Tag("long")
    void manyMore() {
        damageCommands(20 * ROUNDS);
        rewrite(10 * ROUNDS);
        assembleAnything(5 * ROUNDS);
    }

    private static void damageCommands(int rounds) {
        Random random = new Random(20_260_101);
        int read = 0;
        for (int i = 0; i < rounds; i++) {
            byte[] bytes = damaged(random);
            long before = THREADS.getCurrentThreadAllocatedBytes();
            try {
                DecodedCommand command = CommandSetCodec.decode(Unpooled.wrappedBuffer(bytes));
                assertThat(command).isNotNull();
                read++;
            } catch (DimseProtocolException declared) {
                assertThat(declared.getMessage()).isNotBlank();
            } catch (RuntimeException undeclared) {
                fail("round " + i, undeclared);
            }
            assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).as("round %d", i).isLessThan(MOST_ALLOCATED);
        }
        assertThat(read).as("some survive, so that more than the first check is reached").isBetween(rounds / 10,
                rounds);
    }

    private static void rewrite(int rounds) {
        Random random = new Random(42);
        for (int i = 0; i < rounds; i++) {
            DimseMessage message = readable(damaged(random));
            if (message != null) {
                ByteBuf out = Unpooled.buffer();
                CommandSetCodec.encode(message, out);
                assertThat(CommandSetCodec.decode(out)).hasSameClassAs(message)
                        .extracting(DecodedCommand::hasDataSet).isEqualTo(message.hasDataSet());
            }
        }
    }

    /** Every buffer is of an allocator that counts them, so that not one may be kept when an association ends anywhere. */
    private static void assembleAnything(int rounds) {
        Random random = new Random(7);
        int messages = 0;
        for (int i = 0; i < rounds; i++) {
            RecordingDimseSink sink = new RecordingDimseSink();
            DimseAssembler assembler = new DimseAssembler(sink, 4096);
            long before = THREADS.getCurrentThreadAllocatedBytes();
            try {
                for (int j = 0; j < 12; j++) {
                    feedSomething(assembler, sink, random);
                }
            } catch (DimseProtocolException declared) {
                assertThat(assembler.isMidMessage()).isTrue();
            }
            assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).as("round %d", i)
                    .isLessThan(12 * MOST_ALLOCATED);
            assertThat(ALLOCATOR.metric().usedHeapMemory()).as("bytes not freed in round %d", i).isZero();
            messages += sink.complete.size();
        }
        assertThat(messages).isGreaterThan(rounds / 5);
    }

    @Test
    void lengthsCostNothing() {
        ByteBuf huge = Unpooled.buffer().writeIntLE(0x01000000).writeIntLE(0x7FFFFFF0).writeZero(16);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 1000; i++) {
            try {
                CommandSetCodec.decode(huge);
                fail("accepted");
            } catch (DimseProtocolException declared) {
                assertThat(declared.getMessage()).contains("2147483632");
            }
        }
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(1000 * 20_000L);
    }

    private static DimseMessage readable(byte[] bytes) {
        try {
            return CommandSetCodec.decode(Unpooled.wrappedBuffer(bytes)) instanceof DimseMessage message ? message
                    : null;
        } catch (DimseProtocolException declared) {
            return null;
        }
    }

    private static byte[] damaged(Random random) {
        byte[] bytes = VECTORS.get(random.nextInt(VECTORS.size())).bytes();
        for (int i = random.nextInt(4); i > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) (random.nextBoolean() ? random.nextInt() : random.nextInt(4));
        }
        return random.nextInt(8) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length + 8)) : bytes;
    }

    private static void feedSomething(DimseAssembler assembler, RecordingDimseSink sink, Random random) {
        boolean command = sink.open() == null ^ random.nextInt(10) == 0;
        byte[] bytes = command ? damaged(random) : new byte[random.nextInt(64)];
        PdvHeader header = PdvHeader.of(random.nextInt(20) == 0 ? 3 : 1, command, random.nextInt(8) != 0);
        ByteBuf payload = ALLOCATOR.heapBuffer(64).writeBytes(bytes);
        int first = random.nextInt(payload.readableBytes() + 1);
        ByteBuf head = payload.readRetainedSlice(first);
        try {
            assembler.accept(header, head, false);
        } catch (DimseProtocolException declared) {
            payload.release();
            throw declared;
        }
        assembler.accept(header, payload, true);
    }
}
