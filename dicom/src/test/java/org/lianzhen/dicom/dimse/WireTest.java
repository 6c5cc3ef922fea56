package org.lianzhen.dicom.dimse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.dimse.RecordingDimseSink.Received;
import org.lianzhen.dicom.pdu.Pdu;
import org.lianzhen.dicom.pdu.PduDecoder;
import org.lianzhen.dicom.pdu.PduLimits;
import org.lianzhen.dicom.pdu.PduSink;
import org.lianzhen.dicom.pdu.PdvHeader;

/** P-DATA-TF PDUs as bytes, through the PDU decoder, cut in network chunks of every size. */
class WireTest {
    private static final Received ECHO = new Received(1, CompositeVectors.C_ECHO_RQ.message(), List.of());
    private static final String ECHO_COMMAND = CompositeVectors.C_ECHO_RQ.annotated();
    private static final String FIND_COMMAND = CompositeVectors.C_FIND_RQ.annotated();
    private static final Received FIND = new Received(3, CompositeVectors.C_FIND_RQ.message(),
            RecordingDimseSink.asList(new byte[]{ 0x10, 0, 0x20, 0, 0, 0, 0, 0 }));

    private final RecordingDimseSink sink = new RecordingDimseSink();
    private final DimseAssembler assembler = new DimseAssembler(sink);
    private final PduDecoder decoder = new PduDecoder(PduLimits.DEFAULT, new PduSink() {
        @Override
        public void onPdu(Pdu pdu) {
            throw new AssertionError("no control PDU was sent: " + pdu);
        }

        @Override
        public void onPdv(PdvHeader header, ByteBuf piece, boolean endOfPdv) {
            assembler.accept(header, piece, endOfPdv);
        }
    });

    @ParameterizedTest
    @ValueSource(ints = { 1, 2, 3, 7, 50, 1000 })
    void oneMessageInOnePdu(int chunk) {
        feed(chunk, """
                04 00 00 00 00 4A       # P-DATA-TF of 74 bytes
                00 00 00 46 01 03       # 70 bytes, context 1, last fragment of a command
                """ + ECHO_COMMAND);
        assertThat(sink.complete).containsExactly(ECHO);
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 2, 3, 7, 50, 1000 })
    void twoMessagesInOnePdu(int chunk) {
        feed(chunk, """
                04 00 00 00 00 94       # P-DATA-TF of 148 bytes
                00 00 00 46 01 03       # context 1, last fragment of a command
                """ + ECHO_COMMAND + """
                00 00 00 46 01 03       # context 1, last fragment of a command
                """ + ECHO_COMMAND);
        assertThat(sink.complete).containsExactly(ECHO, ECHO);
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 5, 11, 1000 })
    void commandAndDataSetInOnePdu(int chunk) {
        feed(chunk, """
                04 00 00 00 00 6C       # P-DATA-TF of 108 bytes
                00 00 00 5A 03 03       # 90 bytes, context 3, last fragment of a command
                """ + FIND_COMMAND + """
                00 00 00 0A 03 02       # 10 bytes, context 3, last fragment of a data set
                10 00 20 00 00 00 00 00 # (0010,0020), empty
                """);
        assertThat(sink.complete).containsExactly(FIND);
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 5, 11, 1000 })
    void aDataSetInOddFragmentsAndEmptyOnes(int chunk) {
        feed(chunk, """
                04 00 00 00 00 5E       # P-DATA-TF of 94 bytes
                00 00 00 5A 03 03       # context 3, last fragment of a command
                """ + FIND_COMMAND + """
                04 00 00 00 00 07       # P-DATA-TF of 7 bytes
                00 00 00 03 03 00 10    # 1 byte of the data set
                04 00 00 00 00 13       # P-DATA-TF of 19 bytes
                00 00 00 02 03 00       # nothing
                00 00 00 09 03 00 00 20 00 00 00 00 00
                04 00 00 00 00 06       # P-DATA-TF of 6 bytes
                00 00 00 02 03 02       # nothing, but the last fragment
                """);
        assertThat(sink.complete).containsExactly(FIND);
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 64, 1000 })
    void theReservedBitsOfTheControlHeaderMeanNothing(int chunk) {
        feed(chunk, """
                04 FF 00 00 00 4A       # P-DATA-TF of 74 bytes
                00 00 00 46 01 FF       # all bits of the control header
                """ + ECHO_COMMAND);
        assertThat(sink.complete).containsExactly(ECHO);
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 13, 1000 })
    void aSecondMessageInsideTheFirstIsAFault(int chunk) {
        assertThatThrownBy(() -> feed(chunk, """
                04 00 00 00 00 5E       # P-DATA-TF of 94 bytes
                00 00 00 5A 03 03       # context 3, last fragment of a command
                """ + FIND_COMMAND + """
                04 00 00 00 00 4A       # P-DATA-TF of 74 bytes
                00 00 00 46 03 03       # another command where the data set must be
                """ + ECHO_COMMAND)).isInstanceOf(DimseProtocolException.class)
                .hasMessageContaining("command before the end of a data set");
        assertThat(sink.complete).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 13, 1000 })
    void halfAMessageIsSeenAsSuch(int chunk) {
        feed(chunk, """
                04 00 00 00 00 5E       # P-DATA-TF of 94 bytes
                00 00 00 5A 03 03       # context 3, last fragment of a command
                """ + FIND_COMMAND);
        assertThat(decoder.isBetweenPdus()).isTrue();
        assertThat(assembler.isMidMessage()).isTrue();
    }

    private void feed(int chunk, String annotated) {
        byte[] bytes = AnnotatedBytes.bytes(annotated);
        for (int at = 0; at < bytes.length; at += chunk) {
            ByteBuf received = PooledByteBufAllocator.DEFAULT.buffer()
                    .writeBytes(Unpooled.wrappedBuffer(bytes, at, Math.min(chunk, bytes.length - at)));
            try {
                decoder.feed(received);
            } finally {
                received.release();
            }
        }
    }
}
