package org.lianzhen.dicom.pdu;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.lianzhen.dicom.pdu.RecordingSink.Value;

class PduPropertiesTest {
    private static final PduLimits LIMITS = PduLimits.DEFAULT;

    @Provide
    Arbitrary<Pdu> pdus() {
        return PduArbitraries.pdus();
    }

    @Provide
    Arbitrary<String> streams() {
        return Arbitraries.of(PduDecoderTest.ACCEPTABLE);
    }

    @Provide
    Arbitrary<Integer> evenLengths() {
        return Arbitraries.integers().between(0, 300).map(half -> 2 * half);
    }

    @Property(tries = 300)
    void everyPduSurvivesTheWire(@ForAll("pdus") Pdu pdu) {
        RecordingSink sink = new RecordingSink();
        ByteBuf out = PduEncoder.encode(pdu, ByteBufAllocator.DEFAULT);
        try (PduDecoder decoder = new PduDecoder(LIMITS, sink)) {
            decoder.feed(out);
        } finally {
            out.release();
        }

        assertThat(sink.received).containsExactly(pdu);
    }

    @Property(tries = 200)
    void chunksMakeNoDifference(@ForAll @Size(min = 1, max = 4) List<@From("streams") String> choice,
            @ForAll @IntRange(min = 1, max = 40) int maxChunk, @ForAll long seed) {
        String[] stream = choice.toArray(String[]::new);
        RecordingSink whole = Decoding.decode(stream);

        RecordingSink chunked = decodeInChunks(AnnotatedHex.buffer(stream), maxChunk, new Random(seed));

        assertThat(chunked.received).isEqualTo(whole.received);
        assertThat(chunked.irregularities).isEqualTo(whole.irregularities);
    }

    @Property(tries = 200)
    void valuesSurviveAnyPackingAndChunking(
            @ForAll @Size(min = 1, max = 8) List<@From("evenLengths") Integer> payloads,
            @ForAll @IntRange(min = 1, max = 700) int maxChunk, @ForAll long seed) {
        Random random = new Random(seed);
        ByteBuf stream = pack(payloads, random);

        RecordingSink sink = decodeInChunks(stream, maxChunk, random);

        assertThat(sink.received).hasSameSizeAs(payloads);
        for (int i = 0; i < payloads.size(); i++) {
            Value value = (Value) sink.received.get(i);
            assertThat(value.header().contextId()).isEqualTo(2 * i + 1);
            assertThat(value.payload()).isEqualTo("%02x".formatted(i).repeat(payloads.get(i)));
        }
    }

    /** Some values have a PDU of their own, some share one with the next. */
    private static ByteBuf pack(List<Integer> payloads, Random random) {
        ByteBuf stream = Unpooled.buffer();
        ByteBuf content = Unpooled.buffer();
        for (int i = 0; i < payloads.size(); i++) {
            PduEncoder.writePdvHeader(content, PdvHeader.of(2 * i + 1, random.nextBoolean(), random.nextBoolean()),
                    payloads.get(i));
            content.writeBytes(AnnotatedHex.bytes("%02x".formatted(i).repeat(payloads.get(i))));
            if (random.nextBoolean() || i == payloads.size() - 1) {
                PduEncoder.writePDataHeader(stream, content.readableBytes());
                stream.writeBytes(content);
            }
        }
        content.release();
        return stream;
    }

    /** Each chunk is a buffer of its own, as from a socket; all must be free afterwards. */
    private static RecordingSink decodeInChunks(ByteBuf stream, int maxChunk, Random random) {
        UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false);
        RecordingSink sink = new RecordingSink();
        try (PduDecoder decoder = new PduDecoder(LIMITS, sink)) {
            while (stream.isReadable()) {
                int length = Math.min(stream.readableBytes(), 1 + random.nextInt(maxChunk));
                ByteBuf chunk = allocator.heapBuffer(length).writeBytes(stream, length);
                decoder.feed(chunk);
                chunk.release();
            }
            assertThat(decoder.isBetweenPdus()).isTrue();
        }
        stream.release();
        assertThat(allocator.metric().usedHeapMemory()).as("bytes not freed").isZero();
        return sink;
    }
}
