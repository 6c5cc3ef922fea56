package org.lianzhen.gateway.http.dicomweb.retrieve;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.lianzhen.dicom.json.MultipartType;
import org.lianzhen.dicom.json.MultipartWriter;
import org.lianzhen.dicom.json.PartHeaders;
import org.lianzhen.dicom.vr.Bytes;

/** Several contents as one multipart/related body (RFC 2387). Each is opened when its turn comes. */
final class MultipartBody implements Body {
    private final MultipartType type;
    private final List<Part> parts;
    private final List<Bytes> between = new ArrayList<>();

    /**
     * One of the contents.
     *
     * @param length when it is known before it is opened, else {@link Body#UNKNOWN}
     * @param source opens it
     */
    record Part(PartHeaders headers, long length, Source source) {
        static Part of(PartHeaders headers, Body body) {
            return new Part(headers, body.length(), () -> body);
        }
    }

    /** Where a content comes from. */
    @FunctionalInterface
    interface Source {
        Body open() throws IOException;
    }

    /** @param mediaType of the parts */
    MultipartBody(String mediaType, List<Part> parts) {
        this.type = MultipartType.related(mediaType);
        this.parts = List.copyOf(parts);
        var writer = new MultipartWriter(UnpooledByteBufAllocator.DEFAULT, type);
        for (Part part : parts) {
            between.add(bytes(writer.part(part.headers())));
        }
        between.add(bytes(writer.end()));
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
        long length = between.stream().mapToLong(Bytes::length).sum();
        for (Part part : parts) {
            if (part.length() == UNKNOWN) {
                return UNKNOWN;
            }
            length += part.length();
        }
        return length;
    }

    @Override
    public void writeTo(Sink out) throws IOException {
        for (int i = 0; i < parts.size(); i++) {
            out.write(between.get(i));
            try (Body part = parts.get(i).source().open()) {
                part.writeTo(out);
            }
        }
        out.write(between.getLast());
    }
}
