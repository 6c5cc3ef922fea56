package org.lianzhen.dicom.pdu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.lianzhen.dicom.pdu.RecordingSink.Value;

class PduDecoderTest {
    static final List<String> WELL_FORMED = Stream
            .of(EncodedPdus.CONTROL_PDUS, EncodedPdus.DATA_PDUS, RecordedPdus.ALL).flatMap(List::stream).toList();
    static final List<String> ACCEPTABLE = Stream.concat(WELL_FORMED.stream(), OddPdus.ALL.stream())
            .toList();

    private final RecordingSink sink = new RecordingSink();
    private final PduDecoder decoder = new PduDecoder(PduLimits.DEFAULT, sink);

    @AfterEach
    void close() {
        decoder.close();
    }

    @Test
    void findsAllPdusOfAChunkInOrder() {
        feed(AnnotatedHex.buffer(EncodedPdus.ECHOSCU_RQ, EncodedPdus.ECHO_COMMAND, EncodedPdus.RELEASE_RQ,
                EncodedPdus.ABORT));

        assertThat(sink.received).hasSize(4);
        assertThat(sink.received.get(0)).isInstanceOf(AssociateRq.class);
        assertThat(sink.received.get(1)).isInstanceOfSatisfying(Value.class,
                value -> assertThat(value.header()).isEqualTo(PdvHeader.of(1, true, true)));
        assertThat(sink.received.get(2)).isEqualTo(new ReleaseRq());
        assertThat(sink.received.get(3)).isEqualTo(Abort.byProvider(AbortReason.UNEXPECTED_PDU));
    }

    @Test
    void takesAnEmptyChunk() {
        feed(Unpooled.EMPTY_BUFFER);

        assertThat(sink.received).isEmpty();
        assertThat(decoder.isBetweenPdus()).isTrue();
    }

    @Test
    void reportsNothingAboutFlawlessPdus() {
        WELL_FORMED.forEach(pdu -> feed(AnnotatedHex.buffer(pdu)));

        assertThat(sink.irregularities).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("ACCEPTABLE")
    void understandsEveryPduByteByByte(String pdu) {
        byte[] bytes = AnnotatedHex.bytes(pdu);
        for (byte each : bytes) {
            feed(Unpooled.wrappedBuffer(new byte[]{ each }));
        }

        assertThat(sink.received).isEqualTo(Decoding.decode(pdu).received).isNotEmpty();
        assertThat(decoder.isBetweenPdus()).isTrue();
    }

    @ParameterizedTest
    @FieldSource("ACCEPTABLE")
    void knowsAtEveryByteThatAPduIsUnfinished(String pdu) {
        byte[] bytes = AnnotatedHex.bytes(pdu);
        for (int cut = 1; cut < bytes.length; cut++) {
            RecordingSink cutOff = new RecordingSink();
            try (PduDecoder each = new PduDecoder(PduLimits.DEFAULT, cutOff)) {
                each.feed(Unpooled.wrappedBuffer(bytes, 0, cut));

                assertThat(each.isBetweenPdus()).as("after %d of %d bytes", cut, bytes.length).isFalse();
                assertThat(cutOff.received).noneMatch(Pdu.class::isInstance);
            }
        }
    }

    @Test
    void reportsAFewIrregularitiesPerPduAtMost() {
        String request = HexItems.request(HexItems.item(0x77).repeat(5000));
        feed(AnnotatedHex.buffer(request));
        int afterOne = sink.irregularities.size();
        feed(AnnotatedHex.buffer(request));

        assertThat(afterOne).isBetween(1, 8);
        assertThat(sink.irregularities).hasSize(2 * afterOne).filteredOn("unknown item 77H"::equals).hasSize(2);

        sink.irregularities.clear();
        feed(AnnotatedHex.buffer(HexItems.request(IntStream.range(0x70, 0xA0).mapToObj(type -> HexItems.item(type))
                .collect(Collectors.joining()))));
        assertThat(sink.irregularities).hasSize(8).doesNotHaveDuplicates();
    }

    @Test
    void reportsIrregularitiesBeforeThePdu() {
        List<String> order = new ArrayList<>();
        PduSink noting = new NotingSink(order);
        try (PduDecoder each = new PduDecoder(PduLimits.DEFAULT, noting)) {
            each.feed(AnnotatedHex.buffer(OddPdus.ABORT_FROM_RESERVED_SOURCE));
        }

        assertThat(order).containsExactly("irregularity", "pdu");
    }

    @Test
    void swallowsEverythingAfterAFault() {
        assertThatThrownBy(() -> feed(AnnotatedHex.buffer("08 00 00000004"))).isInstanceOf(PduException.class)
                .hasMessage("unknown PDU type 08H");
        feed(AnnotatedHex.buffer(EncodedPdus.RELEASE_RQ));
        feed(AnnotatedHex.buffer("08"));

        assertThat(sink.received).isEmpty();
        assertThat(decoder.isBetweenPdus()).isFalse();
    }

    @Test
    void keepsWhatCameBeforeAFault() {
        ByteBuf in = AnnotatedHex.buffer(EncodedPdus.ECHOSCU_RQ, EncodedPdus.ECHO_COMMAND, "09", EncodedPdus.ABORT);

        assertThatThrownBy(() -> feed(in)).isInstanceOf(PduException.class);

        assertThat(sink.received).hasSize(2);
        assertThat(in.isReadable()).isFalse();
    }

    @Test
    void swallowsEverythingOnceClosed() {
        decoder.close();
        decoder.close();
        ByteBuf in = AnnotatedHex.buffer(EncodedPdus.RELEASE_RQ);
        feed(in);

        assertThat(sink.received).isEmpty();
        assertThat(in.isReadable()).isFalse();
    }

    @Test
    void stopsWhereTheSinkClosesIt() {
        RecordingSink recording = new RecordingSink();
        ClosingSink closing = new ClosingSink(recording);
        closing.decoder = new PduDecoder(PduLimits.DEFAULT, closing);
        closing.decoder.feed(AnnotatedHex.buffer(EncodedPdus.THREE_VALUES, EncodedPdus.RELEASE_RQ));

        assertThat(recording.received).containsExactly(new Value(PdvHeader.of(1, true, true), "c0c1"));
        assertThat(closing.decoder.isBetweenPdus()).isFalse();
    }

    @Test
    void closesWhenTheSinkFails() {
        PduSink failing = new NotingSink(new ArrayList<>()) {
            @Override
            public void onPdu(Pdu pdu) {
                throw new IllegalStateException("sink");
            }
        };
        try (PduDecoder each = new PduDecoder(PduLimits.DEFAULT, failing)) {
            ByteBuf in = AnnotatedHex.buffer(EncodedPdus.RELEASE_RQ, EncodedPdus.RELEASE_RQ);

            assertThatThrownBy(() -> each.feed(in)).isInstanceOf(IllegalStateException.class).hasMessage("sink");
            assertThat(in.isReadable()).isFalse();
            assertThat(each.isBetweenPdus()).isFalse();
        }
    }

    private void feed(ByteBuf in) {
        try {
            decoder.feed(in);
        } finally {
            in.release();
        }
    }

    private static class NotingSink implements PduSink {
        private final List<String> order;

        NotingSink(List<String> order) {
            this.order = order;
        }

        @Override
        public void onPdu(Pdu pdu) {
            order.add("pdu");
        }

        @Override
        public void onPdv(PdvHeader header, ByteBuf piece, boolean endOfPdv) {
            piece.release();
            order.add("value");
        }

        @Override
        public void onIrregularity(String what) {
            order.add("irregularity");
        }
    }

    /** Closes its decoder at the first value. */
    private static final class ClosingSink implements PduSink {
        private final PduSink next;
        private PduDecoder decoder = new PduDecoder(PduLimits.DEFAULT, this);

        ClosingSink(PduSink next) {
            this.next = next;
        }

        @Override
        public void onPdu(Pdu pdu) {
            next.onPdu(pdu);
        }

        @Override
        public void onPdv(PdvHeader header, ByteBuf piece, boolean endOfPdv) {
            decoder.close();
            next.onPdv(header, piece, endOfPdv);
        }
    }
}
