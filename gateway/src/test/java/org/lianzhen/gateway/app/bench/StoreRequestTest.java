package org.lianzhen.gateway.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.dimse.CStoreRq;
import org.lianzhen.dicom.dimse.CommandSetCodec;
import org.lianzhen.dicom.io.DataSets;
import org.lianzhen.dicom.pdu.Pdu;
import org.lianzhen.dicom.pdu.PduDecoder;
import org.lianzhen.dicom.pdu.PduLimits;
import org.lianzhen.dicom.pdu.PduSink;
import org.lianzhen.dicom.pdu.PdvHeader;

class StoreRequestTest {
    /** What a receiver makes of the bytes. */
    private static final class Received implements PduSink {
        private final ByteBuf command = Unpooled.buffer();
        private final ByteBuf dataSet = Unpooled.buffer();
        private final List<PdvHeader> ends = new ArrayList<>();

        @Override
        public void onPdu(Pdu pdu) {
            throw new AssertionError("unexpected " + pdu);
        }

        @Override
        public void onPdv(PdvHeader header, ByteBuf piece, boolean endOfPdv) {
            (header.command() ? command : dataSet).writeBytes(piece);
            piece.release();
            if (endOfPdv) {
                ends.add(header);
            }
        }

        CStoreRq request() {
            return (CStoreRq) CommandSetCodec.decode(command);
        }

        DataSet parsed() {
            return DataSets.parse(dataSet.duplicate(), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        }
    }

    private static Received receive(ByteBuffer bytes) {
        var received = new Received();
        try (var decoder = new PduDecoder(PduLimits.DEFAULT, received)) {
            decoder.feed(Unpooled.wrappedBuffer(bytes));
            assertThat(decoder.isBetweenPdus()).isTrue();
        }
        return received;
    }

    @ParameterizedTest
    @ValueSource(longs = { 0, 16_384, 65_535 })
    void sendsTheWholeImageInPdusTheServerTakes(long peerMaxLength) {
        var request = new StoreRequest(SampleImage.CT, 3, peerMaxLength);
        Received received = receive(request.numbered(0));
        assertThat(received.dataSet.readableBytes()).isEqualTo(request.dataSetLength()).isGreaterThan(524_288);
        assertThat(received.parsed().integer(Tag.Rows)).hasValue(512);
        assertThat(received.ends.getFirst()).isEqualTo(PdvHeader.of(LoadAssociation.CONTEXT_ID, true, true));
        assertThat(received.ends.getLast()).isEqualTo(PdvHeader.of(LoadAssociation.CONTEXT_ID, false, true));
        assertThat(received.ends.stream().filter(PdvHeader::last)).hasSize(2);
    }

    @Test
    void numbersCommandAndDataSetAlike() {
        var request = new StoreRequest(SampleImage.CT, 7, 0);
        Received first = receive(request.numbered(1));
        Received second = receive(request.numbered(123_456_789));
        assertThat(second.request().affectedSopInstanceUid()).endsWith("000123456789")
                .isEqualTo(second.parsed().string(Tag.SOPInstanceUID))
                .isNotEqualTo(first.request().affectedSopInstanceUid());
        assertThat(first.request().affectedSopInstanceUid()).isEqualTo(first.parsed().string(Tag.SOPInstanceUID));
        assertThat(first.request().affectedSopClassUid()).isEqualTo(first.parsed().string(Tag.SOPClassUID));
    }

    @Test
    void tellsStreamsApart() {
        String one = receive(new StoreRequest(SampleImage.CT, 1, 0).numbered(5)).request().affectedSopInstanceUid();
        String other = receive(new StoreRequest(SampleImage.CT, 2, 0).numbered(5)).request().affectedSopInstanceUid();
        assertThat(one).isNotEqualTo(other).hasSameSizeAs(other);
    }
}
