package org.lianzhen.dicom.json;

/**
 * A content type or a body that is no acceptable multipart. The message says what is wrong and holds nothing of what was sent. Scope:
 * the request that carried it. Has no stack trace: it is caused by a peer, at any rate it likes.
 */
public final class MultipartException extends RuntimeException {

    MultipartException(String what) {
        super(what, null, false, false);
    }
}
