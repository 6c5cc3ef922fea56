package org.lianzhen.gateway.http.dicomweb.retrieve;

import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.gateway.archive.KeptObject;

/**
 * An instance in a form in which it can be given.
 *
 * @param syntax that it is given in
 */
record Rendition(KeptObject object, Form form, TransferSyntax syntax) {

    /** How it comes from what is kept. */
    enum Form {
        /** The bytes that are kept. */
        AS_KEPT,
        /** Other bytes, the same pixels. */
        REENCODED,
        /** With its pixels decoded. */
        DECODED,
        /** With its pixels encoded as JPEG-LS without loss. */
        JPEG_LS
    }

    String mediaType() {
        return "application/dicom; transfer-syntax=" + syntax.uid();
    }
}
