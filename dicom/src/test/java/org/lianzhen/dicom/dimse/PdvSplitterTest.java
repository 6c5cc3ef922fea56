package org.lianzhen.dicom.dimse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.dimse.PDataReader.Pdv;
import org.lianzhen.dicom.dimse.RecordingDimseSink.Received;
import org.lianzhen.dicom.pdu.PdvHeader;

class PdvSplitterTest {
    private static final ByteBufAllocator HEAP = new UnpooledByteBufAllocator(false);
    private static final int OWN = PdvSplitter.DEFAULT_OWN_MAX_LENGTH;

    @ParameterizedTest
    @CsvSource({ "16384, 16378", "16383, 16376", "16385, 16378", "8, 2", "9, 2", "10, 4", "131072, 131066",
            "131073, 131066", "4294967295, 131066", "0, 131066" })
    void fragmentsAreEvenAndFitBothMaxima(long peerMaxLength, int maxPayload) {
        assertThat(new PdvSplitter(HEAP, peerMaxLength, OWN).maxPayload()).isEqualTo(maxPayload);
    }

    @ParameterizedTest
    @ValueSource(longs = { 1, 2, 5, 6, 7 })
    void aMaximumWithoutRoomForDataIsAFaultOfThePeer(long peerMaxLength) {
        assertThatThrownBy(() -> new PdvSplitter(HEAP, peerMaxLength, OWN)).isInstanceOf(DimseProtocolException.class)
                .hasMessage("peer's maximum PDU length " + peerMaxLength
                        + " leaves no room for data, at least 8 is needed");
    }

    @ParameterizedTest
    @ValueSource(ints = { -1, 0, 7 })
    void ourOwnMaximumIsNeverUnlimited(int ownMaxLength) {
        assertThat(new PdvSplitter(HEAP, 0, 8).maxPayload()).isEqualTo(2);
        assertThatThrownBy(() -> new PdvSplitter(HEAP, 0, ownMaxLength)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aCommandIsOneBufferOfOnePdu() {
        ByteBuf out = new PdvSplitter(HEAP, 16384, OWN).message(5, CompositeVectors.C_CANCEL_RQ.message());
        assertThat(ByteBufUtil.prettyHexDump(out)).isEqualTo(ByteBufUtil.prettyHexDump(AnnotatedBytes.buffer("""
                04 00 00 00 00 30                         # P-DATA-TF, 48 bytes follow
                00 00 00 2C 05 03                         # value of 44 bytes, context 5, last fragment of a command
                00 00 00 00 04 00 00 00  1E 00 00 00      # group length 30
                00 00 00 01 02 00 00 00  FF 0F            # C-CANCEL-RQ
                00 00 20 01 02 00 00 00  03 00            # Message ID Being Responded To: 3
                00 00 00 08 02 00 00 00  01 01            # no data set
                """)));
    }

    @Test
    void aSmallMessageIsOneBufferOfTwoPdus() {
        ByteBuf out = new PdvSplitter(HEAP, 16384, OWN).message(1, CompositeVectors.C_FIND_RSP_PENDING.message(),
                Unpooled.wrappedBuffer(new byte[]{ 8, 0, 5, 0, 0, 0, 0, 0 }));
        List<Pdv> values = PDataReader.read(out, 16384);
        assertThat(values).extracting(Pdv::header).containsExactly(PdvHeader.of(1, true, true),
                PdvHeader.of(1, false, true));
        assertThat(values.get(0).payload().toArray()).isEqualTo(CompositeVectors.C_FIND_RSP_PENDING.bytes());
        assertThat(values.get(1).payload().toArray()).containsExactly(8, 0, 5, 0, 0, 0, 0, 0);
    }

    @Test
    void anEmptyDataSetIsAnEmptyFragment() {
        ByteBuf out = new PdvSplitter(HEAP, 0, OWN).message(1, CompositeVectors.C_FIND_RQ.message(),
                Unpooled.EMPTY_BUFFER);
        List<Pdv> values = PDataReader.read(out, OWN);
        assertThat(values).hasSize(2);
        assertThat(values.get(1).payload().toArray()).isEmpty();
    }

    @Test
    void anOddDataSetIsPadded() {
        ByteBuf out = new PdvSplitter(HEAP, 12, OWN).message(1, CompositeVectors.C_FIND_RQ.message(),
                Unpooled.wrappedBuffer(new byte[]{ 1, 2, 3, 4, 5, 6, 7, 8, 9 }));
        RecordingDimseSink sink = PDataReader.assemble(PDataReader.read(out, 12));
        assertThat(sink.complete.getFirst().dataSet())
                .isEqualTo(RecordingDimseSink.asList(new byte[]{ 1, 2, 3, 4, 5, 6, 7, 8, 9, 0 }));
    }

    @ParameterizedTest
    @ValueSource(longs = { 8, 9, 10, 15, 64, 72, 73, 100, 128 })
    void aCommandIsSplitForAPeerThatTakesVeryLittle(long peerMaxLength) {
        DimseMessage message = CompositeVectors.C_ECHO_RQ.message();
        ByteBuf out = new PdvSplitter(HEAP, peerMaxLength, OWN).message(1, message);
        RecordingDimseSink sink = PDataReader.assemble(PDataReader.read(out, peerMaxLength));
        assertThat(sink.complete).containsExactly(new Received(1, message, List.of()));
    }

    @Test
    void theDataSetIsReleased() {
        ByteBuf dataSet = Unpooled.buffer().writeInt(1);
        new PdvSplitter(HEAP, 0, OWN).message(1, CompositeVectors.C_FIND_RQ.message(), dataSet);
        assertThat(dataSet.refCnt()).isZero();
    }

    @Test
    void aMessageAndItsDataSetBelongTogether() {
        PdvSplitter splitter = new PdvSplitter(HEAP, 0, OWN);
        DimseMessage store = CompositeVectors.C_STORE_RQ.message();
        DimseMessage echo = CompositeVectors.C_ECHO_RQ.message();
        ByteBuf dataSet = Unpooled.buffer().writeInt(1);
        assertThatThrownBy(() -> splitter.message(1, store)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("C-STORE-RQ needs its data set");
        assertThatThrownBy(() -> splitter.message(1, echo, dataSet)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("C-ECHO-RQ has no data set");
        assertThat(dataSet.refCnt()).isZero();
        assertThatThrownBy(() -> splitter.begin(1, echo, new ArrayList<ByteBuf>()::add))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
