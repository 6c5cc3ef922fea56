package org.lianzhen.dicom.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.dimse.DimseAssembler;
import org.lianzhen.dicom.dimse.DimseMessage;
import org.lianzhen.dicom.dimse.DimseSink;
import org.lianzhen.dicom.dimse.RefusedRequest;
import org.lianzhen.dicom.pdu.PdvHeader;

/** What is received: makes messages of it, leads data sets to their sinks, and watches over the time both take. */
final class Inbox implements DimseSink {
    private final DimseAssembler assembler = new DimseAssembler(this);
    private final Receiver receiver;
    private final CommandTimer commandTimer;
    private final ProgressTimer progress;
    private @Nullable DataSetSink sink;
    private long received;

    Inbox(EventLoop loop, Timeouts timeouts, Receiver receiver) {
        this.receiver = receiver;
        this.commandTimer = new CommandTimer(loop, timeouts.of(Deadline.COMMAND),
                () -> receiver.late(Deadline.COMMAND, "a command set stays incomplete"));
        this.progress = new ProgressTimer(loop, timeouts.progress(), () -> received,
                () -> receiver.late(Deadline.PROGRESS, "the peer sends a data set too slowly"));
    }

    /** Where whole messages go. */
    interface Receiver {
        /** A command set. Returns where its data set goes if it has one; null drops the data set. */
        @Nullable
        DataSetSink message(int contextId, DimseMessage message);

        /** A request that can only be refused; its data set was dropped. */
        void refused(int contextId, RefusedRequest refused);

        /** Something does not come in time. */
        void late(Deadline deadline, String what);
    }

    /** Whether a message has begun and not ended. */
    boolean isMidMessage() {
        return assembler.isMidMessage();
    }

    void accept(PdvHeader header, ByteBuf piece, boolean endOfPdv) {
        received += piece.readableBytes();
        assembler.accept(header, piece, endOfPdv);
        boolean inCommand = header.command() && !(header.last() && endOfPdv);
        commandTimer.update(inCommand);
        if (assembler.isMidMessage() && !inCommand) {
            progress.begin();
        } else {
            progress.end();
        }
    }

    /** While we do not read, the peer cannot be late. */
    void held(boolean held) {
        commandTimer.pause(held);
        progress.pause(held);
    }

    /** The association has ended: an open data set will not be completed. */
    void abort(Throwable cause) {
        commandTimer.close();
        progress.close();
        DataSetSink open = sink;
        if (open != null) {
            sink = null;
            open.onAborted(cause);
        }
    }

    @Override
    public void onMessage(int contextId, DimseMessage message) {
        DataSetSink target = receiver.message(contextId, message);
        sink = message.hasDataSet() ? target : null;
    }

    @Override
    public void onRefused(int contextId, RefusedRequest refused) {
        receiver.refused(contextId, refused);
    }

    @Override
    public void onDataSet(ByteBuf chunk) {
        if (sink == null) {
            chunk.release();
        } else {
            sink.onChunk(chunk);
        }
    }

    @Override
    public void onDataSetEnd() {
        DataSetSink complete = sink;
        if (complete != null) {
            sink = null;
            complete.onEnd();
        }
    }
}
