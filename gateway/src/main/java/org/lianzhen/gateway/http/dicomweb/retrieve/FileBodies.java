package org.lianzhen.gateway.http.dicomweb.retrieve;

import java.io.IOException;
import java.util.List;

/** Bytes of a file from several places, one after the other. */
record FileBodies(List<FileBody> parts) implements Body {
    FileBodies {
        parts = List.copyOf(parts);
    }

    @Override
    public long length() {
        return parts.stream().mapToLong(FileBody::length).sum();
    }

    @Override
    public void writeTo(Sink out) throws IOException {
        for (FileBody part : parts) {
            part.writeTo(out);
        }
    }
}
