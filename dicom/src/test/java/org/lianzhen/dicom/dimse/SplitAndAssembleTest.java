package org.lianzhen.dicom.dimse;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.lianzhen.dicom.dimse.PDataReader.Pdv;
import org.lianzhen.dicom.dimse.RecordingDimseSink.Received;

/** Whatever is sent arrives, however it is cut on either side. */
class SplitAndAssembleTest {
    @Property(tries = 120)
    void messagesSurviveAnyMaximumLengthAndAnyPieces(@ForAll("messages") @Size(max = 6) List<DimseMessage> messages,
            @ForAll @IntRange(min = 8, max = 400) int maxLength, @ForAll long seed) {
        Random random = new Random(seed);
        PdvSplitter splitter = new PdvSplitter(PooledByteBufAllocator.DEFAULT, maxLength, 1 << 17);
        List<ByteBuf> written = new ArrayList<>();
        List<Received> expected = new ArrayList<>();
        for (DimseMessage message : messages) {
            byte[] dataSet = new byte[message.hasDataSet() ? 2 * random.nextInt(300) : 0];
            random.nextBytes(dataSet);
            int contextId = 2 * random.nextInt(128) + 1;
            send(splitter, contextId, message, dataSet, written, random);
            expected.add(new Received(contextId, message, RecordingDimseSink.asList(dataSet)));
        }
        ByteBuf stream = Unpooled.copiedBuffer(written.toArray(ByteBuf[]::new));
        written.forEach(ByteBuf::release);
        assertThat(receive(PDataReader.read(stream, maxLength), random)).isEqualTo(expected);
    }

    private static void send(PdvSplitter splitter, int contextId, DimseMessage message, byte[] dataSet,
            List<ByteBuf> out, Random random) {
        if (!message.hasDataSet()) {
            out.add(splitter.message(contextId, message));
        } else if (random.nextInt(3) == 0) {
            out.add(splitter.message(contextId, message, Unpooled.copiedBuffer(dataSet)));
        } else {
            MessageWriter writer = splitter.begin(contextId, message, out::add);
            int at = 0;
            while (at < dataSet.length) {
                int size = Math.min(dataSet.length - at, random.nextInt(100));
                writer.write(PooledByteBufAllocator.DEFAULT.buffer(100).writeBytes(dataSet, at, size));
                at += size;
            }
            writer.finish();
        }
    }

    private static List<Received> receive(List<Pdv> values, Random random) {
        RecordingDimseSink sink = new RecordingDimseSink();
        DimseAssembler assembler = new DimseAssembler(sink);
        for (Pdv value : values) {
            ByteBuf payload = PooledByteBufAllocator.DEFAULT.buffer().writeBytes(value.payload().asByteBuffer());
            while (payload.isReadable() && random.nextBoolean()) {
                int size = random.nextInt(payload.readableBytes() + 1);
                assembler.accept(value.header(), payload.readRetainedSlice(size), false);
            }
            assembler.accept(value.header(), payload, true);
        }
        assertThat(assembler.isMidMessage()).isFalse();
        return sink.complete;
    }

    @Provide
    Arbitrary<List<DimseMessage>> messages() {
        return Arbitraries.oneOf(Messages.requests(), Messages.responses(), Messages.cancels()).list();
    }
}
