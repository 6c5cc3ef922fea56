package org.lianzhen.dicom.dimse;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.pdu.PdvHeader;

/**
 * Makes messages of the presentation data values of one association (PS3.7 section 6.3, PS3.8 annex E). Commands are collected up to
 * a limit; data sets pass through piece by piece and are never kept. Not thread-safe: one association, one thread.
 *
 * <p>Messages must not be interleaved: a command comes before its data set, both in one presentation context, and nothing between.
 */
public final class DimseAssembler {

    /** Largest command set accepted, in bytes; ordinary ones have 100 to 300, an N-GET may list thousands of attributes. */
    public static final int DEFAULT_MAX_COMMAND_LENGTH = 64 * 1024;

    private static final int COMMON_COMMAND_LENGTH = 256;

    private enum State {
        BETWEEN_MESSAGES, COMMAND, DATA_SET, FAULTED
    }

    private final DimseSink sink;
    private final int maxCommandLength;
    private State state = State.BETWEEN_MESSAGES;
    /** Presentation context of the message under way. */
    private int contextId;
    /** The command so far if it comes in pieces. On the heap, so that an association that ends has nothing to release. */
    private @Nullable ByteBuf partialCommand;
    /** The request whose data set is being dropped. */
    private @Nullable RefusedRequest refused;

    public DimseAssembler(DimseSink sink) {
        this(sink, DEFAULT_MAX_COMMAND_LENGTH);
    }

    /** @param maxCommandLength in bytes */
    public DimseAssembler(DimseSink sink, int maxCommandLength) {
        this.sink = sink;
        this.maxCommandLength = maxCommandLength;
    }

    /**
     * Takes the next piece of a presentation data value and calls the sink for whatever it completes.
     *
     * @param piece owned by the assembler from now on, whatever happens; may be empty
     * @param endOfPdv whether the value ends here
     * @throws DimseProtocolException when the association must be aborted; everything fed later is dropped
     */
    public void accept(PdvHeader header, ByteBuf piece, boolean endOfPdv) {
        try {
            if (state != State.FAULTED) {
                checkOrder(header);
                boolean last = header.last() && endOfPdv;
                if (header.command()) {
                    command(piece, last);
                } else {
                    dataSet(piece, last);
                }
            }
        } catch (DimseProtocolException fault) {
            state = State.FAULTED;
            partialCommand = null;
            throw fault;
        } finally {
            piece.release();
        }
    }

    /** Whether a message has begun and is not complete: a release now would lose it, so it must be answered with an abort. */
    public boolean isMidMessage() {
        return state != State.BETWEEN_MESSAGES;
    }

    private void checkOrder(PdvHeader header) {
        switch (state) {
            case BETWEEN_MESSAGES -> begin(header);
            case COMMAND -> check(header, true);
            case DATA_SET -> check(header, false);
            case FAULTED -> throw new IllegalStateException("faulted");
        }
    }

    private void begin(PdvHeader header) {
        if (!header.command()) {
            throw new DimseProtocolException(
                    "data set without a command in presentation context " + header.contextId());
        }
        contextId = header.contextId();
        state = State.COMMAND;
    }

    private void check(PdvHeader header, boolean command) {
        if (header.contextId() != contextId) {
            throw new DimseProtocolException(
                    "presentation context " + header.contextId() + " inside a message of context " + contextId);
        }
        if (header.command() != command) {
            throw new DimseProtocolException(
                    command ? "data set before the end of its command" : "command before the end of a data set");
        }
    }

    private void command(ByteBuf piece, boolean last) {
        ByteBuf partial = partialCommand;
        int before = partial == null ? 0 : partial.readableBytes();
        if (piece.readableBytes() > maxCommandLength - before) {
            throw new DimseProtocolException("command set of more than " + maxCommandLength + " bytes");
        }
        if (partial == null && last) {
            complete(CommandSetCodec.decode(piece));
            return;
        }
        if (partial == null) {
            partial = Unpooled.buffer(COMMON_COMMAND_LENGTH);
            partialCommand = partial;
        }
        partial.writeBytes(piece);
        if (last) {
            partialCommand = null;
            complete(CommandSetCodec.decode(partial));
        }
    }

    private void complete(DecodedCommand command) {
        state = command.hasDataSet() ? State.DATA_SET : State.BETWEEN_MESSAGES;
        switch (command) {
            case DimseMessage message -> sink.onMessage(contextId, message);
            case RefusedRequest request when request.hasDataSet() -> refused = request;
            case RefusedRequest request -> sink.onRefused(contextId, request);
        }
    }

    private void dataSet(ByteBuf piece, boolean last) {
        RefusedRequest dropping = refused;
        if (last) {
            state = State.BETWEEN_MESSAGES;
            refused = null;
        }
        if (dropping == null && piece.isReadable()) {
            sink.onDataSet(piece.retain());
        }
        if (last && dropping != null) {
            sink.onRefused(contextId, dropping);
        } else if (last) {
            sink.onDataSetEnd();
        }
    }
}
