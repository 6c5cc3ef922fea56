package org.lianzhen.gateway.http.dicomweb.retrieve;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.lianzhen.dicom.vr.Bytes;

/** A body that came out of work on an image; its memory counts until it is sent. */
record HeldBody(Bytes bytes, ImageWork.Share share) implements Body {

    /**
     * Does the work, and waits for it.
     *
     * @param memory that the work takes
     */
    static HeldBody of(ImageWork work, long memory, Callable<Bytes> what) throws IOException {
        ImageWork.Held<Bytes> made = work.hold(memory, what);
        made.share().shrink(made.outcome().length());
        return new HeldBody(made.outcome(), made.share());
    }

    @Override
    public long length() {
        return bytes.length();
    }

    @Override
    public void writeTo(Sink out) throws IOException {
        out.write(bytes);
    }

    @Override
    public void close() {
        share.close();
    }
}
