package org.lianzhen.dicom.pdu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lianzhen.dicom.pdu.Decoding.fault;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.pdu.RecordingSink.Value;

/** P-DATA-TF as a stream of presentation data values. */
class PDataStreamTest {
    private static final PdvHeader COMMAND_LAST = PdvHeader.of(1, true, true);
    private static final PdvHeader DATA = PdvHeader.of(1, false, false);
    private static final PdvHeader DATA_LAST = PdvHeader.of(1, false, true);

    @Test
    void splitsAPduIntoItsValues() {
        assertThat(Decoding.decode(EncodedPdus.THREE_VALUES).received).containsExactly(
                new Value(COMMAND_LAST, "c0c1"), new Value(DATA, "d0d1d2d3"), new Value(DATA_LAST, ""));
    }

    @Test
    void findsSeveralMessagesInOnePdu() {
        String message = "00000004 0103 c0c1 00000004 0102 d0d1";

        assertThat(Decoding.decode("04 00 00000020", message, message).received).containsExactly(
                new Value(COMMAND_LAST, "c0c1"), new Value(DATA_LAST, "d0d1"),
                new Value(COMMAND_LAST, "c0c1"), new Value(DATA_LAST, "d0d1"));
    }

    @Test
    void takesManyPdusWithOneValueEach() {
        String one = "04 00 00000007 00000003 0100 d0";

        List<Object> received = Decoding.decode(one.repeat(1000)).received;

        assertThat(received).hasSize(1000).containsOnly(new Value(DATA, "d0"));
    }

    @Test
    void takesOddFragmentsEvenContextsAndReservedBits() {
        assertThat(Decoding.decode(OddPdus.ODD_FRAGMENT).received)
                .containsExactly(new Value(PdvHeader.of(2, true, false), "c0"));
    }

    @Test
    void takesValuesWithoutPayloadAnywhere() {
        String empty = "00000002 0100";

        assertThat(Decoding.decode("04 00 00000012", empty, empty, empty).received)
                .containsExactly(new Value(DATA, ""), new Value(DATA, ""), new Value(DATA, ""));
    }

    @Test
    void handsOverAnEmptyValueWithoutWaitingForAnotherByte() {
        RecordingSink sink = new RecordingSink();
        try (PduDecoder decoder = new PduDecoder(PduLimits.DEFAULT, sink)) {
            decoder.feed(AnnotatedHex.buffer("04 00 00000006 00000002 0103"));

            assertThat(sink.received).containsExactly(new Value(COMMAND_LAST, ""));
            assertThat(decoder.isBetweenPdus()).isTrue();
        }
    }

    @Test
    void handsOverEachPieceAsItArrives() {
        PieceSink sink = new PieceSink();
        try (PduDecoder decoder = new PduDecoder(PduLimits.DEFAULT, sink)) {
            decoder.feed(AnnotatedHex.buffer("04 00 00100006 00100002 0102"));
            assertThat(sink.calls).isEmpty();
            decoder.feed(Unpooled.wrappedBuffer(new byte[1000]));
            decoder.feed(Unpooled.wrappedBuffer(new byte[1]));
            decoder.feed(Unpooled.wrappedBuffer(new byte[(1 << 20) - 1001]));
            decoder.feed(AnnotatedHex.buffer("04 00 00000006 00000002 0102"));
        }

        assertThat(sink.calls).containsExactly("1000", "1", "1047575 end", "0 end");
    }

    @Test
    void copiesNothing() {
        ByteBuf in = PooledByteBufAllocator.DEFAULT.directBuffer();
        in.writeBytes(AnnotatedHex.bytes("04 00 00000406 00000402 0102")).writeZero(1024);
        HoldingSink sink = new HoldingSink();
        try (PduDecoder decoder = new PduDecoder(PduLimits.DEFAULT, sink)) {
            decoder.feed(in);
        }

        assertThat(in.refCnt()).isEqualTo(2);
        in.setByte(12, 0x55);
        assertThat(sink.piece.getByte(0)).as("same memory").isEqualTo((byte) 0x55);
        in.release();
        assertThat(sink.piece.readableBytes()).isEqualTo(1024);
        assertThat(sink.piece.release()).as("the piece was the last holder").isTrue();
        assertThat(in.refCnt()).isZero();
    }

    @Test
    void takesMoreThanTwoGibibytesInOnePdu() {
        long payload = 0x9000_0000L;
        CountingSink sink = new CountingSink();
        ByteBuf chunk = Unpooled.wrappedBuffer(new byte[1 << 24]);
        try (PduDecoder decoder = new PduDecoder(new PduLimits(1 << 16, 0xFFFF_FFFEL), sink)) {
            decoder.feed(AnnotatedHex.buffer("04 00 90000006 90000002 0102"));
            for (long fed = 0; fed < payload; fed += chunk.capacity()) {
                decoder.feed(chunk.resetReaderIndex());
            }

            assertThat(decoder.isBetweenPdus()).isTrue();
        }
        assertThat(sink.bytes).isEqualTo(payload);
        assertThat(sink.ended).isEqualTo(1);
        assertThat(chunk.refCnt()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # P-DATA-TF                        , fault
            04 00 00000007 00000002 0103 ff    , 1 bytes too many in P-DATA-TF
            04 00 0000000b 00000002 0103 ff    , 5 bytes too many in P-DATA-TF
            04 00 00000008 00000005 0103 ff    , value of 5 bytes with 4 bytes left in P-DATA-TF
            04 00 00000008 00000000            , value of 0 bytes with 4 bytes left in P-DATA-TF
            04 00 00000008 00000001            , value of 1 bytes with 4 bytes left in P-DATA-TF
            04 00 00000008 ffffffff            , value of 4294967295 bytes with 4 bytes left in P-DATA-TF
            04 00 00000008 80000000            , value of 2147483648 bytes with 4 bytes left in P-DATA-TF
            """)
    void refusesValuesThatDoNotFillThePdu(String hex, String message) {
        PduException fault = fault(hex);

        assertThat(fault).hasMessage(message);
        assertThat(fault.kind()).isEqualTo(PduException.Kind.BAD_CONTENT);
        assertThat(fault.abort()).isEqualTo(Abort.byProvider(AbortReason.INVALID_PDU_PARAMETER_VALUE));
    }

    @Test
    void refusesALyingLengthAtItsLastByte() {
        RecordingSink sink = new RecordingSink();
        try (PduDecoder decoder = new PduDecoder(PduLimits.DEFAULT, sink)) {
            decoder.feed(AnnotatedHex.buffer("04 00 00000100 000001"));

            assertThatThrownBy(() -> decoder.feed(AnnotatedHex.buffer("00"))).isInstanceOf(PduException.class)
                    .hasMessage("value of 256 bytes with 252 bytes left in P-DATA-TF");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "00000000", "00000001", "00000005" })
    void refusesAPduThatCannotHoldAValue(String length) {
        assertThat(fault("04 00 " + length).kind()).isEqualTo(PduException.Kind.BAD_LENGTH);
    }

    /** Writes down the length of each piece and where values end. */
    private static final class PieceSink implements PduSink {
        private final List<String> calls = new ArrayList<>();

        @Override
        public void onPdu(Pdu pdu) {
            calls.add(pdu.toString());
        }

        @Override
        public void onPdv(PdvHeader header, ByteBuf piece, boolean endOfPdv) {
            calls.add(piece.readableBytes() + (endOfPdv ? " end" : ""));
            piece.release();
        }
    }

    /** Keeps the last piece. */
    private static final class HoldingSink implements PduSink {
        private ByteBuf piece = Unpooled.EMPTY_BUFFER;

        @Override
        public void onPdu(Pdu pdu) {
            throw new AssertionError(pdu);
        }

        @Override
        public void onPdv(PdvHeader header, ByteBuf next, boolean endOfPdv) {
            piece = next;
        }
    }

    /** Counts bytes and ends. */
    private static final class CountingSink implements PduSink {
        private long bytes;
        private int ended;

        @Override
        public void onPdu(Pdu pdu) {
            throw new AssertionError(pdu);
        }

        @Override
        public void onPdv(PdvHeader header, ByteBuf piece, boolean endOfPdv) {
            bytes += piece.readableBytes();
            ended += endOfPdv ? 1 : 0;
            piece.release();
        }
    }
}
