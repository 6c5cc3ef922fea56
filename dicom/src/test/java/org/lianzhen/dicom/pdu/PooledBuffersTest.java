package org.lianzhen.dicom.pdu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.management.ThreadMXBean;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who holds which buffer, with the pooled direct buffers that sockets deliver. */
class PooledBuffersTest {
    private static final int DECODERS = 10_000;
    private static final int BYTES_PER_DECODER = 320;

    private final HoldingSink sink = new HoldingSink();
    private final PduDecoder decoder = new PduDecoder(PduLimits.DEFAULT, sink);
    private final List<ByteBuf> fed = new ArrayList<>();

    @AfterEach
    void everythingIsFree() {
        decoder.close();
        sink.pieces.forEach(ByteBuf::release);
        assertThat(fed).allMatch(buffer -> buffer.refCnt() == 0);
    }

    @Test
    void piecesOutliveTheInputAndTheDecoder() {
        feed("04 00 0000000a 00000006 0102 d0d1");
        feed("d2d3");
        decoder.close();

        assertThat(sink.pieces).extracting(ByteBuf::readableBytes).containsExactly(2, 2);
        assertThat(sink.pieces.get(0).getShort(0)).isEqualTo((short) 0xd0d1);
        assertThat(sink.pieces.get(1).getShort(0)).isEqualTo((short) 0xd2d3);
        assertThat(fed).allMatch(buffer -> buffer.refCnt() == 1);
    }

    @Test
    void piecesBeforeAFaultStayWithTheSink() {
        assertThatThrownBy(() -> feed("04 00 00000010 00000004 0103 c0c1 000000ff 0103"))
                .isInstanceOf(PduException.class);

        assertThat(sink.pieces).singleElement().satisfies(piece -> assertThat(piece.getByte(0)).isEqualTo((byte) 0xc0));
    }

    @Test
    void controlPdusHoldNoInput() {
        feed(EncodedPdus.FULL_RQ);
        byte[] request = AnnotatedHex.bytes(EncodedPdus.FULL_RQ);
        feed(HexItems.hex(request).substring(0, 500));
        feed(HexItems.hex(request).substring(500));

        assertThat(sink.pdus).hasSize(2);
        assertThat(sink.pdus.get(1)).isEqualTo(sink.pdus.get(0));
        assertThat(fed).allMatch(buffer -> buffer.refCnt() == 0);
    }

    @Test
    void halfAPduIsFreedWhenTheConnectionEnds() {
        feed(HexItems.hex(AnnotatedHex.bytes(EncodedPdus.FULL_RQ)).substring(0, 200));

        decoder.close();

        assertThat(fed).allMatch(buffer -> buffer.refCnt() == 0);
    }

    @Test
    void anIdleDecoderIsTiny() {
        assumeThat(ManagementFactory.getThreadMXBean()).isInstanceOf(ThreadMXBean.class);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        assumeThat(threads.isThreadAllocatedMemorySupported()).isTrue();
        PduDecoder[] decoders = new PduDecoder[DECODERS];

        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < DECODERS; i++) {
            decoders[i] = new PduDecoder(PduLimits.DEFAULT, sink);
        }
        long each = (threads.getCurrentThreadAllocatedBytes() - before) / DECODERS;

        assertThat(each).isLessThanOrEqualTo(BYTES_PER_DECODER);
        assertThat(decoders[DECODERS - 1].isBetweenPdus()).isTrue();
    }

    private void feed(String hex) {
        ByteBuf in = PooledByteBufAllocator.DEFAULT.directBuffer().writeBytes(AnnotatedHex.bytes(hex));
        fed.add(in);
        try {
            decoder.feed(in);
        } finally {
            in.release();
        }
    }

    /** Keeps everything. */
    private static final class HoldingSink implements PduSink {
        private final List<Pdu> pdus = new ArrayList<>();
        private final List<ByteBuf> pieces = new ArrayList<>();

        @Override
        public void onPdu(Pdu pdu) {
            pdus.add(pdu);
        }

        @Override
        public void onPdv(PdvHeader header, ByteBuf piece, boolean endOfPdv) {
            pieces.add(piece);
        }
    }
}
