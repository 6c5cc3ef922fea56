package org.lianzhen.dicom.dimse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.dimse.RecordingDimseSink.Received;
import org.lianzhen.dicom.pdu.PdvHeader;

class DimseAssemblerTest {
    private static final CStoreRq STORE = (CStoreRq) CompositeVectors.C_STORE_RQ.message();
    private static final CEchoRq ECHO = (CEchoRq) CompositeVectors.C_ECHO_RQ.message();

    private final RecordingDimseSink sink = new RecordingDimseSink();
    private final DimseAssembler assembler = new DimseAssembler(sink);
    private final List<ByteBuf> fed = new ArrayList<>();

    @AfterEach
    void everyPieceIsReleased() {
        assertThat(fed).allMatch(piece -> piece.refCnt() == 0);
    }

    @Test
    void aMessageWithoutDataSetIsCompleteWithItsCommand() {
        command(1, true, CompositeVectors.C_ECHO_RQ.bytes());
        assertThat(sink.complete).containsExactly(new Received(1, ECHO, List.of()));
        assertThat(assembler.isMidMessage()).isFalse();
    }

    @Test
    void aDataSetPassesThroughPieceByPiece() {
        command(3, true, CompositeVectors.C_STORE_RQ.bytes());
        assertThat(sink.open()).isEqualTo(STORE);
        assertThat(assembler.isMidMessage()).isTrue();
        data(3, false, new byte[]{ 1, 2, 3, 4 });
        data(3, false, new byte[]{ 5, 6 });
        assertThat(sink.chunkSizes).containsExactly(4, 2);
        data(3, true, new byte[]{ 7, 8 });
        assertThat(sink.complete)
                .containsExactly(
                        new Received(3, STORE, RecordingDimseSink.asList(new byte[]{ 1, 2, 3, 4, 5, 6, 7, 8 })));
        assertThat(assembler.isMidMessage()).isFalse();
    }

    @Test
    void aDataSetIsHandedOnWithoutCopying() {
        List<ByteBuf> chunks = new ArrayList<>();
        DimseAssembler keeping = new DimseAssembler(new RecordingDimseSink() {
            @Override
            public void onDataSet(ByteBuf chunk) {
                chunks.add(chunk);
            }
        });
        keeping.accept(PdvHeader.of(1, true, true), CompositeVectors.C_STORE_RQ.buffer(), true);
        ByteBuf piece = Unpooled.buffer().writeInt(5);
        keeping.accept(PdvHeader.of(1, false, false), piece, true);
        assertThat(chunks).singleElement().isSameAs(piece);
        assertThat(piece.refCnt()).isEqualTo(1);
        piece.release();
    }

    @Test
    void aCommandMayComeInManyFragmentsAndPieces() {
        byte[] bytes = CompositeVectors.C_ECHO_RQ.bytes();
        for (int i = 0; i < bytes.length; i++) {
            assertThat(assembler.isMidMessage()).isEqualTo(i > 0);
            boolean last = i == bytes.length - 1;
            piece(PdvHeader.of(1, true, last), new byte[]{ bytes[i] }, i % 3 == 0 || last);
        }
        assertThat(sink.complete).containsExactly(new Received(1, ECHO, List.of()));
    }

    @Test
    void theLastFragmentEndsOnlyWithItsLastPiece() {
        byte[] bytes = CompositeVectors.C_ECHO_RQ.bytes();
        piece(PdvHeader.of(1, true, true), bytes, false);
        assertThat(sink.complete).isEmpty();
        assertThat(assembler.isMidMessage()).isTrue();
        piece(PdvHeader.of(1, true, true), new byte[0], true);
        assertThat(sink.complete).hasSize(1);
    }

    @Test
    void fragmentsMayBeEmpty() {
        command(1, false);
        command(1, false, CompositeVectors.C_STORE_RQ.bytes());
        command(1, true);
        data(1, false);
        data(1, false, new byte[]{ 9 });
        data(1, false);
        data(1, true);
        assertThat(sink.complete).containsExactly(new Received(1, STORE, List.of((byte) 9)));
        assertThat(sink.chunkSizes).as("empty chunks are not delivered").containsExactly(1);
    }

    @Test
    void aDataSetMayBeEmpty() {
        command(1, true, CompositeVectors.C_STORE_RQ.bytes());
        data(1, true);
        assertThat(sink.complete).containsExactly(new Received(1, STORE, List.of()));
    }

    @Test
    void messagesFollowOneAnotherInDifferentContexts() {
        command(1, true, CompositeVectors.C_ECHO_RQ.bytes());
        command(3, true, CompositeVectors.C_STORE_RQ.bytes());
        data(3, true, new byte[]{ 1, 2 });
        command(5, true, CompositeVectors.C_CANCEL_RQ.bytes());
        assertThat(sink.complete).extracting(Received::contextId).containsExactly(1, 3, 5);
    }

    @Test
    void aRefusedRequestIsReportedOnceItsDataSetIsDropped() {
        byte[] bytes = bytes(CommandBytes.of(CommandField.C_STORE_RQ).dataSet());
        command(1, true, bytes);
        data(1, false, new byte[]{ 1, 2 });
        assertThat(sink.complete).isEmpty();
        assertThat(assembler.isMidMessage()).isTrue();
        data(1, true, new byte[]{ 3, 4 });
        assertThat(sink.complete).singleElement().extracting(Received::command).isInstanceOf(RefusedRequest.class);
        assertThat(assembler.isMidMessage()).isFalse();
        command(1, true, CompositeVectors.C_STORE_RQ.bytes());
        data(1, true, new byte[]{ 5, 6 });
        assertThat(sink.complete.getLast()).isEqualTo(new Received(1, STORE, List.of((byte) 5, (byte) 6)));
    }

    @Test
    void aRefusedRequestWithoutDataSetIsReportedAtOnce() {
        command(1, true, bytes(CommandBytes.of(CommandField.C_ECHO_RQ)));
        assertThat(sink.complete).singleElement().extracting(Received::command).isInstanceOf(RefusedRequest.class);
    }

    @Test
    void aDataSetWithoutCommandIsAFault() {
        assertFault(() -> data(7, true, new byte[]{ 1, 2 }), "data set without a command in presentation context 7");
    }

    @Test
    void aDataSetAfterAMessageThatHasNoneIsAFault() {
        command(1, true, CompositeVectors.C_ECHO_RQ.bytes());
        assertFault(() -> data(1, true, new byte[]{ 1, 2 }), "data set without a command");
    }

    @Test
    void aDataSetInsideACommandIsAFault() {
        command(1, false, CompositeVectors.C_STORE_RQ.bytes());
        assertFault(() -> data(1, true, new byte[]{ 1, 2 }), "data set before the end of its command");
    }

    @Test
    void aCommandInsideADataSetIsAFault() {
        command(1, true, CompositeVectors.C_STORE_RQ.bytes());
        data(1, false, new byte[]{ 1, 2 });
        assertFault(() -> command(1, true, CompositeVectors.C_ECHO_RQ.bytes()), "command before the end of a data set");
    }

    @Test
    void anotherContextInsideACommandIsAFault() {
        command(1, false, new byte[]{ 0, 0 });
        assertFault(() -> command(3, true, CompositeVectors.C_ECHO_RQ.bytes()),
                "presentation context 3 inside a message of context 1");
    }

    @Test
    void anotherContextInsideADataSetIsAFault() {
        command(1, true, CompositeVectors.C_STORE_RQ.bytes());
        assertFault(() -> data(3, true, new byte[]{ 1 }), "presentation context 3 inside a message of context 1");
    }

    @Test
    void anUnreadableCommandIsAFault() {
        assertFault(() -> command(1, true, new byte[]{ 1, 2, 3 }), "ends inside an element header");
    }

    @Test
    void anEmptyCommandIsAFault() {
        assertFault(() -> command(1, true), "without Command Field");
    }

    @Test
    void afterAFaultEverythingIsDropped() {
        assertFault(() -> data(1, true, new byte[]{ 1 }), "data set without a command");
        command(1, true, CompositeVectors.C_ECHO_RQ.bytes());
        data(1, true, new byte[]{ 1 });
        assertThat(sink.complete).isEmpty();
        assertThat(assembler.isMidMessage()).as("a release cannot be confirmed any more").isTrue();
    }

    @Test
    void aCommandIsLimitedInOnePiece() {
        assertFault(() -> command(1, true, new byte[DimseAssembler.DEFAULT_MAX_COMMAND_LENGTH + 1]),
                "command set of more than 65536 bytes");
    }

    @Test
    void aCommandIsLimitedInTheSumOfItsPieces() {
        for (int i = 0; i < 64; i++) {
            command(1, false, new byte[1024]);
        }
        assertFault(() -> command(1, false, new byte[1]), "command set of more than 65536 bytes");
    }

    @Test
    void aCommandMayBeAsLongAsTheLimit() {
        byte[] bytes = CompositeVectors.C_ECHO_RQ.bytes();
        DimseAssembler narrow = new DimseAssembler(sink, bytes.length);
        narrow.accept(PdvHeader.of(1, true, true), Unpooled.wrappedBuffer(bytes), true);
        assertThat(sink.complete).hasSize(1);
    }

    @Test
    void aFaultOfTheSinkReleasesThePieceAndLeavesTheMessageComplete() {
        DimseAssembler failing = new DimseAssembler(new RecordingDimseSink() {
            @Override
            public void onMessage(int context, DimseMessage message) {
                throw new DimseException(Status.PROCESSING_FAILURE, "no");
            }
        });
        ByteBuf piece = Unpooled.wrappedBuffer(CompositeVectors.C_ECHO_RQ.bytes());
        assertThatThrownBy(() -> failing.accept(PdvHeader.of(1, true, true), piece, true))
                .isInstanceOf(DimseException.class);
        assertThat(piece.refCnt()).isZero();
        assertThat(failing.isMidMessage()).isFalse();
    }

    private void assertFault(Runnable feeding, String why) {
        assertThatThrownBy(feeding::run).isInstanceOf(DimseProtocolException.class).hasMessageContaining(why);
    }

    private static byte[] bytes(CommandBytes command) {
        return ByteBufUtil.getBytes(command.buffer());
    }

    private void command(int contextId, boolean last, byte... bytes) {
        piece(PdvHeader.of(contextId, true, last), bytes, true);
    }

    private void data(int contextId, boolean last, byte... bytes) {
        piece(PdvHeader.of(contextId, false, last), bytes, true);
    }

    private void piece(PdvHeader header, byte[] bytes, boolean endOfPdv) {
        ByteBuf piece = PooledByteBufAllocator.DEFAULT.directBuffer(Math.max(1, bytes.length)).writeBytes(bytes);
        fed.add(piece);
        assembler.accept(header, piece, endOfPdv);
    }
}
