package org.lianzhen.dicom.dimse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.pdu.PdvHeader;

/** Seeded noise: only declared faults, no leak, no memory beyond what arrived. */
class DimseFuzzTest {
    private static final int ROUNDS = 100_000;
    private static final List<CommandVector> VECTORS = Stream
            .of(CompositeVectors.ALL, RetrieveVectors.ALL, NormalizedVectors.ALL).flatMap(List::stream).toList();

    @Test
    void damagedCommandSetsAreReadOrRefused() {
        Random random = new Random(20_260_101);
        int read = 0;
        for (int i = 0; i < ROUNDS; i++) {
            byte[] bytes = damaged(random);
            try {
                DecodedCommand command = CommandSetCodec.decode(Unpooled.wrappedBuffer(bytes));
                assertThat(command).isNotNull();
                read++;
            } catch (DimseProtocolException declared) {
                assertThat(declared.getMessage()).isNotBlank();
            } catch (RuntimeException undeclared) {
                fail("round " + i, undeclared);
            }
        }
        assertThat(read).as("some survive, so that more than the first check is reached").isBetween(ROUNDS / 10,
                ROUNDS);
    }

    @Test
    void whatWasReadCanBeWrittenAndReadAgain() {
        Random random = new Random(42);
        for (int i = 0; i < ROUNDS / 4; i++) {
            DimseMessage message = readable(damaged(random));
            if (message != null) {
                ByteBuf out = Unpooled.buffer();
                CommandSetCodec.encode(message, out);
                assertThat(CommandSetCodec.decode(out)).hasSameClassAs(message)
                        .extracting(DecodedCommand::hasDataSet).isEqualTo(message.hasDataSet());
            }
        }
    }

    @Test
    void anySequenceOfValuesIsAssembledOrRefused() {
        Random random = new Random(7);
        int messages = 0;
        for (int i = 0; i < ROUNDS / 20; i++) {
            RecordingDimseSink sink = new RecordingDimseSink();
            DimseAssembler assembler = new DimseAssembler(sink, 4096);
            try {
                for (int j = 0; j < 12; j++) {
                    feedSomething(assembler, sink, random);
                }
            } catch (DimseProtocolException declared) {
                assertThat(assembler.isMidMessage()).isTrue();
            }
            messages += sink.complete.size();
        }
        assertThat(messages).isGreaterThan(ROUNDS / 100);
    }

    @Test
    void lengthsCostNothing() {
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        ByteBuf huge = Unpooled.buffer().writeIntLE(0x01000000).writeIntLE(0x7FFFFFF0).writeZero(16);
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 1000; i++) {
            try {
                CommandSetCodec.decode(huge);
                fail("accepted");
            } catch (DimseProtocolException declared) {
                assertThat(declared.getMessage()).contains("2147483632");
            }
        }
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1000 * 20_000L);
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
        ByteBuf payload = PooledByteBufAllocator.DEFAULT.buffer(64).writeBytes(bytes);
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
