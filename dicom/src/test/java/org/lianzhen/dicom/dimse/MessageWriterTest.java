package org.lianzhen.dicom.dimse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.dimse.PDataReader.Pdv;
import org.lianzhen.dicom.pdu.PdvHeader;

class MessageWriterTest {
    private static final DimseMessage STORE = CompositeVectors.C_STORE_RQ.message();
    private static final int COMMAND_PDU = 12 + CompositeVectors.C_STORE_RQ.bytes().length;

    private final List<ByteBuf> out = new ArrayList<>();
    private final List<ByteBuf> chunks = new ArrayList<>();

    @AfterEach
    void nothingIsLeftBehind() {
        out.forEach(ByteBuf::release);
        assertThat(chunks).allMatch(chunk -> chunk.refCnt() == 0);
    }

    @Test
    void commandAndFirstHeaderGoOutTogetherAndThePayloadIsASlice() {
        MessageWriter writer = begin(16384);
        ByteBuf chunk = chunk(40_000);
        writer.write(chunk);
        assertThat(sizes()).containsExactly(COMMAND_PDU + 12, 16378, 12, 16378);
        assertThat(out.get(1).memoryAddress()).isEqualTo(chunk.memoryAddress() - 2 * 16378L + chunk.readerIndex());
        writer.finish();
        assertThat(sizes()).containsExactly(COMMAND_PDU + 12, 16378, 12, 16378, 12, 40_000 - 2 * 16378);
        assertThat(headers(16384)).containsExactly(PdvHeader.of(3, true, true), PdvHeader.of(3, false, false),
                PdvHeader.of(3, false, false), PdvHeader.of(3, false, true));
    }

    @Test
    void aSmallDataSetIsOneBuffer() {
        MessageWriter writer = begin(16384);
        writer.write(chunk(500));
        writer.write(chunk(500));
        assertThat(out).isEmpty();
        writer.finish();
        assertThat(sizes()).containsExactly(COMMAND_PDU + 12 + 1000);
    }

    @Test
    void smallPdusAreCollected() {
        MessageWriter writer = begin(1030);
        writer.write(chunk(100 * 1024));
        writer.finish();
        assertThat(sizes()).hasSizeLessThan(9).allMatch(size -> size < 16 * 1024 + 1036);
        assertThat(headers(1030)).hasSize(101);
    }

    @Test
    void anExactlyFilledPduWaitsForTheLastFlag() {
        MessageWriter writer = begin(16384);
        writer.write(chunk(16378));
        assertThat(out).isEmpty();
        writer.finish();
        assertThat(headers(16384)).containsExactly(PdvHeader.of(3, true, true), PdvHeader.of(3, false, true));
    }

    @Test
    void chunksFillPdusAcrossTheirBorders() {
        MessageWriter writer = begin(16384);
        for (int i = 0; i < 10; i++) {
            writer.write(chunk(5001));
        }
        writer.finish();
        List<Pdv> values = PDataReader.read(stream(), 16384);
        assertThat(values).extracting(value -> value.payload().length())
                .containsExactly(CompositeVectors.C_STORE_RQ.bytes().length, 16378, 16378, 16378, 50_010 - 3 * 16378);
    }

    @Test
    void anOddDataSetIsPadded() {
        MessageWriter writer = begin(16384);
        writer.write(chunk(16377));
        writer.finish();
        List<Pdv> values = PDataReader.read(stream(), 16384);
        assertThat(values).hasSize(2);
        assertThat(values.get(1).payload().toArray()).hasSize(16378).endsWith(0);
    }

    @Test
    void anEmptyDataSetIsAnEmptyFragment() {
        MessageWriter writer = begin(16384);
        writer.write(Unpooled.EMPTY_BUFFER);
        writer.finish();
        assertThat(headers(16384)).containsExactly(PdvHeader.of(3, true, true), PdvHeader.of(3, false, true));
    }

    @Test
    void whatWasNotGivenOutCanBeDiscarded() {
        MessageWriter writer = begin(16384);
        writer.write(chunk(20_000));
        writer.write(chunk(300));
        writer.discard();
        writer.discard();
        assertThatThrownBy(writer::finish).isInstanceOf(IllegalStateException.class);
        ByteBuf late = chunk(10);
        assertThatThrownBy(() -> writer.write(late)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aMessageThatNeverBeganCanBeDiscarded() {
        begin(16384).discard();
        assertThat(out).isEmpty();
    }

    @Test
    void discardingAfterTheEndDoesNothing() {
        MessageWriter writer = begin(16384);
        writer.write(chunk(10));
        writer.finish();
        writer.discard();
        assertThat(headers(16384)).hasSize(2);
    }

    @Test
    void whatTheOutputRefusesIsNotLeaked() {
        PdvSplitter splitter = new PdvSplitter(PooledByteBufAllocator.DEFAULT, 16384, 16384);
        MessageWriter writer = splitter.begin(3, STORE, buffer -> {
            buffer.release();
            throw new IllegalStateException("closed");
        });
        ByteBuf chunk = chunk(50_000);
        assertThatThrownBy(() -> writer.write(chunk)).hasMessage("closed");
        writer.discard();
        assertThat(chunk.refCnt()).isZero();
    }

    private MessageWriter begin(int maxLength) {
        return new PdvSplitter(PooledByteBufAllocator.DEFAULT, maxLength, maxLength).begin(3, STORE, out::add);
    }

    private ByteBuf chunk(int size) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) 7);
        ByteBuf chunk = PooledByteBufAllocator.DEFAULT.directBuffer(size).writeBytes(bytes);
        chunks.add(chunk);
        return chunk;
    }

    private List<Integer> sizes() {
        return out.stream().map(ByteBuf::readableBytes).toList();
    }

    private List<PdvHeader> headers(int maxLength) {
        return PDataReader.read(stream(), maxLength).stream().map(Pdv::header).toList();
    }

    private ByteBuf stream() {
        return Unpooled.copiedBuffer(out.toArray(ByteBuf[]::new));
    }
}
