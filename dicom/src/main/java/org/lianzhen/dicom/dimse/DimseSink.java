package org.lianzhen.dicom.dimse;

import io.netty.buffer.ByteBuf;

/** Takes what a {@link DimseAssembler} finds, in the order of the stream and on the thread that feeds it. */
public interface DimseSink {

    /**
     * A whole command set. When {@link DimseMessage#hasDataSet}, calls of {@link #onDataSet} and one of {@link #onDataSetEnd} follow
     * before the next message; otherwise the message is complete.
     */
    void onMessage(int contextId, DimseMessage message);

    /**
     * A request that can only be answered with {@link RefusedRequest#response}. Comes when the message is complete; a data set that came
     * with it was dropped.
     */
    void onRefused(int contextId, RefusedRequest refused);

    /**
     * The next bytes of the data set, as they arrived.
     *
     * @param chunk at least one byte; the sink owns it and must release it. A slice of what was received, not a copy
     */
    void onDataSet(ByteBuf chunk);

    /** The data set is complete, and with it the message. */
    void onDataSetEnd();
}
