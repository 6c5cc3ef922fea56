package org.lianzhen.gateway.http.dicomweb.store;

import io.netty.buffer.ByteBuf;
import java.util.Locale;
import java.util.Set;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.json.MultipartLimits;
import org.lianzhen.dicom.json.MultipartParser;
import org.lianzhen.dicom.json.MultipartSink;
import org.lianzhen.dicom.json.MultipartType;
import org.lianzhen.dicom.json.PartHeaders;

/** A body with a file in each part. Transfer syntaxes that headers of parts name are passed over: each file says its own. */
final class MultipartBody implements Body, MultipartSink {
    private static final Set<String> PLAIN = Set.of("binary", "8bit", "7bit");

    private final UploadedFiles files;
    private final MultipartParser parser;

    MultipartBody(MultipartType type, UploadedFiles files) {
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
    }

    @Override
    public void onPart(PartHeaders headers) {
        files.begin();
        String type = headers.contentType();
        String encoding = headers.get("Content-Transfer-Encoding");
        if (type != null && !BodyType.bare(type).equals(BodyType.DICOM)) {
            files.refuse(Status.UNABLE_TO_PROCESS, "the part is not " + BodyType.DICOM);
        } else if (encoding != null && !PLAIN.contains(encoding.strip().toLowerCase(Locale.ROOT))) {
            files.refuse(Status.UNABLE_TO_PROCESS,
                    "the part has a Content-Transfer-Encoding, which HTTP does not know");
        }
    }

    @Override
    public void onContent(ByteBuf chunk) {
        files.write(chunk);
    }

    @Override
    public void onPartEnd() {
        files.end();
    }
}
