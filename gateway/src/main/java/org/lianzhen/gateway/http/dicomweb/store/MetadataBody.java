package org.lianzhen.gateway.http.dicomweb.store;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.json.MultipartLimits;
import org.lianzhen.dicom.json.MultipartParser;
import org.lianzhen.dicom.json.MultipartSink;
import org.lianzhen.dicom.json.MultipartType;
import org.lianzhen.dicom.json.PartHeaders;
import org.lianzhen.dicom.vr.Bytes;

/**
 * A body with metadata, and the values that these name in parts of their own (PS3.18 section 10.5.1). All of it is held in memory
 * until its end, when files are made of it; what is too large for that is refused and can be sent as files.
 */
final class MetadataBody implements Body, MultipartSink {
    private static final long MOST_HELD = 64L * 1024 * 1024;

    private final UploadedFiles files;
    private final MultipartParser parser;
    private final ByteArrayOutputStream metadata = new ByteArrayOutputStream();
    private final Map<String, Assembly.BulkPart> values = new HashMap<>();
    private PartHeaders headers = PartHeaders.EMPTY;
    private ByteArrayOutputStream content = metadata;
    private long held;
    private @Nullable String refusal;

    MetadataBody(MultipartType type, UploadedFiles files) {
        this.files = files;
        this.parser = new MultipartParser(type, MultipartLimits.DEFAULT, this);
    }

    @Override
    public void feed(ByteBuf bytes) {
        parser.feed(bytes);
    }

    @Override
    public void end() {
        parser.end();
        String why = refusal;
        files.make(() -> why != null ? List.of(Assembly.Made.refused(why))
                : Assembly.of(Bytes.wrap(metadata.toByteArray()), values));
    }

    @Override
    public void onPart(PartHeaders of) {
        headers = of;
        content = isMetadata() ? metadata : new ByteArrayOutputStream();
    }

    private boolean isMetadata() {
        String type = headers.contentType();
        return type != null && BodyType.bare(type).equals(BodyType.DICOM_JSON);
    }

    @Override
    public void onContent(ByteBuf chunk) {
        try {
            int length = chunk.readableBytes();
            held += length;
            if (refusal == null && (held > MOST_HELD || !files.hold(length))) {
                refusal = "metadata and values in parts are too large to be taken here; send files";
                metadata.reset();
                values.clear();
            }
            if (refusal == null) {
                byte[] bytes = new byte[length];
                chunk.readBytes(bytes);
                content.writeBytes(bytes);
            }
        } finally {
            chunk.release();
        }
    }

    @Override
    public void onPartEnd() {
        String location = headers.contentLocation();
        if (refusal == null && !isMetadata() && location != null) {
            String type = headers.contentType();
            values.put(location, new Assembly.BulkPart(type == null ? "" : type.toLowerCase(Locale.ROOT),
                    Bytes.wrap(content.toByteArray())));
        }
        content = metadata;
    }
}
