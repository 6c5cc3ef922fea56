package org.lianzhen.dicom.pdu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.management.ThreadMXBean;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** Receiving pixel data must not feed the garbage collector: a slice per piece and nothing else. */
class PDataAllocationTest {
    private static final int ROUNDS = 20_000;
    private static final int SLICE = 96;
    private static final String PDU = "04 00 00000406 00000402 0100" + "d0".repeat(1024);

    /** Leak detection would allocate a record for each slice. */
    private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false, true);

    @Test
    void allocatesNothingPerPieceButTheSlice() {
        assumeThat(ManagementFactory.getThreadMXBean()).isInstanceOf(ThreadMXBean.class);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        assumeThat(threads.isThreadAllocatedMemorySupported()).isTrue();
        ByteBuf in = allocator.heapBuffer().writeBytes(AnnotatedHex.bytes(PDU));
        DroppingSink sink = new DroppingSink();

        try (PduDecoder decoder = new PduDecoder(PduLimits.DEFAULT, sink)) {
            receive(decoder, in);
            long before = threads.getCurrentThreadAllocatedBytes();
            receive(decoder, in);
            long perPiece = (threads.getCurrentThreadAllocatedBytes() - before) / ROUNDS;

            assertThat(perPiece).isLessThanOrEqualTo(SLICE);
        }
        assertThat(sink.bytes).isEqualTo(2L * ROUNDS * 1024);
        in.release();
    }

    private static void receive(PduDecoder decoder, ByteBuf in) {
        for (int round = 0; round < ROUNDS; round++) {
            decoder.feed(in.readerIndex(0));
        }
    }

    /** Counts and frees. */
    private static final class DroppingSink implements PduSink {
        private long bytes;

        @Override
        public void onPdu(Pdu pdu) {
            throw new AssertionError(pdu);
        }

        @Override
        public void onPdv(PdvHeader header, ByteBuf piece, boolean endOfPdv) {
            bytes += piece.readableBytes();
            piece.release();
        }
    }
}
