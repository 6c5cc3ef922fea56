package org.lianzhen.gateway.http.dicomweb.store;

import io.netty.buffer.ByteBuf;

/** A body that is a file. */
final class OneFileBody implements Body {
    private final UploadedFiles files;
    private boolean begun;

    OneFileBody(UploadedFiles files) {
        this.files = files;
    }

    @Override
    public void feed(ByteBuf bytes) {
        if (!begun) {
            begun = true;
            files.begin();
        }
        files.write(bytes.readRetainedSlice(bytes.readableBytes()));
    }

    @Override
    public void end() {
        if (begun) {
            files.end();
        }
    }
}
