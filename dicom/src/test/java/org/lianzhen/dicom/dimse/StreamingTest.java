package org.lianzhen.dicom.dimse;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.pdu.Pdu;
import org.lianzhen.dicom.pdu.PduDecoder;
import org.lianzhen.dicom.pdu.PduLimits;
import org.lianzhen.dicom.pdu.PduSink;
import org.lianzhen.dicom.pdu.PdvHeader;

/** An instance of 4 GiB goes through both directions and leaves nothing behind. */
class StreamingTest {
    private static final int CHUNK = 1 << 20;
    private static final long SIZE = 1L << 32;

    /** Counts bytes and drops them. */
    private static final class CountingSink implements DimseSink {
        private long bytes;
        private int messages;
        private int ends;

        @Override
        public void onMessage(int contextId, DimseMessage message) {
            messages++;
        }

        @Override
        public void onRefused(int contextId, RefusedRequest refused) {
            throw new AssertionError(refused);
        }

        @Override
        public void onDataSet(ByteBuf chunk) {
            bytes += chunk.readableBytes();
            chunk.release();
        }

        @Override
        public void onDataSetEnd() {
            ends++;
        }
    }

    @Test
    void sizeDoesNotMatter() {
        CountingSink sink = new CountingSink();
        DimseAssembler assembler = new DimseAssembler(sink);
        PduDecoder decoder = decoder(assembler);
        PdvSplitter splitter = new PdvSplitter(new UnpooledByteBufAllocator(false), 0,
                PdvSplitter.DEFAULT_OWN_MAX_LENGTH);
        MessageWriter writer = splitter.begin(1, CompositeVectors.C_STORE_RQ.message(), bytes -> {
            decoder.feed(bytes);
            bytes.release();
        });
        byte[] chunk = new byte[CHUNK];
        long before = allocated();
        for (long sent = 0; sent < SIZE; sent += CHUNK) {
            writer.write(Unpooled.wrappedBuffer(chunk));
        }
        writer.finish();
        assertThat(allocated() - before).as("bytes of garbage, none of them data").isLessThan(SIZE / 10);
        assertThat(sink.bytes).isEqualTo(SIZE);
        assertThat(sink.messages).isEqualTo(1);
        assertThat(sink.ends).isEqualTo(1);
        assertThat(assembler.isMidMessage()).isFalse();
    }

    private static PduDecoder decoder(DimseAssembler assembler) {
        return new PduDecoder(PduLimits.DEFAULT, new PduSink() {
            @Override
            public void onPdu(Pdu pdu) {
                throw new AssertionError(pdu);
            }

            @Override
            public void onPdv(PdvHeader header, ByteBuf piece, boolean endOfPdv) {
                assembler.accept(header, piece, endOfPdv);
            }
        });
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
