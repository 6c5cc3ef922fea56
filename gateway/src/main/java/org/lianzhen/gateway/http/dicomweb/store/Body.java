package org.lianzhen.gateway.http.dicomweb.store;

import io.netty.buffer.ByteBuf;
import org.lianzhen.dicom.json.MultipartException;

/** Takes the body of a request apart into files. */
interface Body {

    /**
     * The next bytes, which the caller keeps.
     *
     * @throws MultipartException when the rest cannot be taken apart
     */
    void feed(ByteBuf bytes);

    /** @throws MultipartException when it ends in the middle */
    void end();

    static Body of(BodyType type, UploadedFiles files) {
        return switch (type) {
            case BodyType.OneFile one -> new OneFileBody(files);
            case BodyType.ManyFiles(var multipart) -> new MultipartBody(multipart, files);
            case BodyType.Metadata(var multipart) -> new MetadataBody(multipart, files);
        };
    }
}
