package org.lianzhen.gateway.http.dicomweb.retrieve;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.json.MultipartType;
import org.lianzhen.dicom.json.MultipartWriter;
import org.lianzhen.dicom.json.PartHeaders;
import org.lianzhen.dicom.vr.Bytes;

/** Several contents as one multipart/related body (RFC 2387). Each is opened when its turn comes. */
final class MultipartBody implements Body {
    private final MultipartType type;
    private final List<Part> parts;
    private final Runnable letGo;

    /** One of the contents. */
    interface Part {
        /** What it says of itself as far as is known before it is opened. */
        PartHeaders headers();

        /** When it is known before it is opened, else {@link Body#UNKNOWN}. */
        long length();

        /** Its content and what that says of itself; null when it is left out after all. */
        @Nullable
        Opened open() throws IOException;

        static Part of(PartHeaders headers, Body body) {
            return of(headers, body.length(), () -> body);
        }

        static Part of(PartHeaders headers, long length, Source source) {
            return new Plain(headers, length, source);
        }
    }

    /** A content that goes out next. */
    record Opened(PartHeaders headers, Body body) implements AutoCloseable {
        @Override
        public void close() {
            body.close();
        }
    }

    private record Plain(PartHeaders headers, long length, Source source) implements Part {
        @Override
        public Opened open() throws IOException {
            return new Opened(headers, source.open());
        }
    }

    /** Where a content comes from. */
    @FunctionalInterface
    interface Source {
        Body open() throws IOException;
    }

    /** @param mediaType of the parts */
    MultipartBody(String mediaType, List<Part> parts) {
        this(mediaType, parts, () -> {});
    }

    /**
     * @param mediaType of the parts
     * @param letGo of what the parts are made from, once no more of them goes out
     */
    MultipartBody(String mediaType, List<Part> parts, Runnable letGo) {
        this.type = MultipartType.related(mediaType);
        this.parts = List.copyOf(parts);
        this.letGo = letGo;
    }

    private MultipartWriter writer() {
        return new MultipartWriter(UnpooledByteBufAllocator.DEFAULT, type);
    }

    private static Bytes bytes(ByteBuf buffer) {
        byte[] bytes = new byte[buffer.readableBytes()];
        buffer.readBytes(bytes).release();
        return Bytes.wrap(bytes);
    }

    /** The Content-Type of the body. */
    String contentType() {
        return type.format();
    }

    @Override
    public long length() {
        MultipartWriter writer = writer();
        long length = 0;
        for (Part part : parts) {
            if (part.length() == UNKNOWN) {
                return UNKNOWN;
            }
            length += bytes(writer.part(part.headers())).length() + part.length();
        }
        return length + bytes(writer.end()).length();
    }

    @Override
    public void writeTo(Sink out) throws IOException {
        MultipartWriter writer = writer();
        for (Part part : parts) {
            try (Opened opened = part.open()) {
                if (opened != null) {
                    out.write(bytes(writer.part(opened.headers())));
                    opened.body().writeTo(out);
                }
            }
        }
        out.write(bytes(writer.end()));
    }

    @Override
    public void close() {
        letGo.run();
    }
}
