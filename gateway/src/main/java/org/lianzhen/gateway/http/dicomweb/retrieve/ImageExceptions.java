package org.lianzhen.gateway.http.dicomweb.retrieve;

import org.lianzhen.dicom.image.ImageException;
import org.lianzhen.dicom.image.ImageException.Reason;

/** Faults of images that are found before they are decoded. */
final class ImageExceptions {
    private ImageExceptions() {}

    static ImageException unsupported(String what) {
        return new ImageException(Reason.UNSUPPORTED, what);
    }

    static ImageException truncated(String what) {
        return new ImageException(Reason.TRUNCATED, what);
    }
}
