package org.lianzhen.dicom.json;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;

/**
 * Makes what stands between the contents of a multipart body (RFC 2046 section 5.1). The contents themselves never pass through here,
 * so they can be sent from files. Not thread-safe.
 */
public final class MultipartWriter {

    private final ByteBufAllocator allocator;
    private final String boundary;
    private boolean begun;
    private boolean ended;

    public MultipartWriter(ByteBufAllocator allocator, MultipartType type) {
        this.allocator = allocator;
        this.boundary = type.boundary();
    }

    /** What precedes the content of the next part, and ends the part before; the caller owns it. */
    public ByteBuf part(PartHeaders headers) {
        StringBuilder text = delimiter().append("\r\n");
        headers.asMap().forEach((name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
        return buffer(text.append("\r\n"));
    }

    /** What ends the last part and the body; the caller owns it. */
    public ByteBuf end() {
        StringBuilder text = delimiter().append("--\r\n");
        ended = true;
        return buffer(text);
    }

    private StringBuilder delimiter() {
        if (ended) {
            throw new IllegalStateException("the body has ended");
        }
        String lineEnd = begun ? "\r\n" : "";
        begun = true;
        return new StringBuilder(256).append(lineEnd).append("--").append(boundary);
    }

    private ByteBuf buffer(CharSequence text) {
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        return allocator.buffer(bytes.length).writeBytes(bytes);
    }
}
