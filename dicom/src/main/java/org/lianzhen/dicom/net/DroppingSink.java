package org.lianzhen.dicom.net;

import io.netty.buffer.ByteBuf;

/**
 * Takes a data set nobody wants.
 *
 * @param then what to do at its end
 */
record DroppingSink(Runnable then) implements DataSetSink {
    @Override
    public void onChunk(ByteBuf chunk) {
        chunk.release();
    }

    @Override
    public void onEnd() {
        then.run();
    }

    @Override
    public void onAborted(Throwable cause) {
        // nobody waits for it
    }
}
