package org.lianzhen.dicom.json;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Keeps the parts it is given, and checks the order of the calls. */
final class RecordingMultipartSink implements MultipartSink {
    /** @param content as ISO 8859-1, one character per byte */
    record Part(PartHeaders headers, String content) {}

    final List<Part> parts = new ArrayList<>();
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private PartHeaders open;

    @Override
    public void onPart(PartHeaders headers) {
        if (open != null) {
            throw new IllegalStateException("part inside a part");
        }
        open = headers;
    }

    @Override
    public void onContent(ByteBuf chunk) {
        requireOpen();
        byte[] bytes = new byte[chunk.readableBytes()];
        chunk.readBytes(bytes).release();
        if (bytes.length == 0) {
            throw new IllegalStateException("empty chunk");
        }
        content.writeBytes(bytes);
    }

    @Override
    public void onPartEnd() {
        requireOpen();
        parts.add(new Part(open, content.toString(StandardCharsets.ISO_8859_1)));
        content.reset();
        open = null;
    }

    List<String> contents() {
        return parts.stream().map(Part::content).toList();
    }

    boolean isInPart() {
        return open != null;
    }

    private void requireOpen() {
        if (open == null) {
            throw new IllegalStateException("no part is open");
        }
    }
}
