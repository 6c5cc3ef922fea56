package org.lianzhen.dicom.service;

import io.netty.buffer.ByteBuf;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.dimse.DimseException;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.net.DataSetSink;

/** Passes one instance on to a {@link StoreSink} as it arrives, and answers when that says so. */
final class InstanceSink implements DataSetSink {
    private final IncomingRequest incoming;
    private final StoreSink sink;
    private final Duration limit;
    private @Nullable DimseException refusal;

    InstanceSink(IncomingRequest incoming, StoreSink sink, Duration limit) {
        this.incoming = incoming;
        this.sink = sink;
        this.limit = limit;
    }

    @Override
    public void onChunk(ByteBuf chunk) {
        if (refusal != null) {
            chunk.release();
            return;
        }
        try {
            sink.chunk(chunk);
        } catch (DimseException e) {
            refusal = e;
            sink.aborted(e);
        }
    }

    @Override
    public void onEnd() {
        if (refusal != null) {
            incoming.answer(refusal.outcome());
            return;
        }
        Faults.call(sink::end, limit).whenComplete((outcome, fault) -> incoming
                .answer(fault == null ? outcome : Faults.outcome(fault, Status.PROCESSING_FAILURE)));
    }

    @Override
    public void onAborted(Throwable cause) {
        if (refusal == null) {
            sink.aborted(cause);
        }
    }
}
