package org.lianzhen.dicom.json;

import io.netty.buffer.ByteBuf;

/** Takes what a {@link MultipartParser} finds, in the order of the stream and on the thread that feeds it. */
public interface MultipartSink {

    /** A part begins. Calls of {@link #onContent} and one of {@link #onPartEnd} follow. */
    void onPart(PartHeaders headers);

    /**
     * The next bytes of the part, as they arrived.
     *
     * @param chunk at least one byte; the sink owns it and must release it. A slice of what was fed, not a copy
     */
    void onContent(ByteBuf chunk);

    /** The part is complete. */
    void onPartEnd();
}
