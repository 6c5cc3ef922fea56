package org.lianzhen.gateway.http.dicomweb.retrieve;

import java.io.IOException;
import org.lianzhen.dicom.vr.Bytes;

/** A body that is in memory. */
record FixedBody(Bytes bytes) implements Body {

    /** Nothing. */
    FixedBody() {
        this(Bytes.EMPTY);
    }

    @Override
    public long length() {
        return bytes.length();
    }

    @Override
    public void writeTo(Sink out) throws IOException {
        out.write(bytes);
    }
}
