package org.lianzhen.dicom.image;

import org.jspecify.annotations.Nullable;

/** Pixel data that cannot be decoded or rendered. The message says why, never a value that identifies a patient. */
public final class ImageException extends RuntimeException {

    /** What kind of fault it is, for those who answer it differently. */
    public enum Reason {
        /** Bytes that break the rules of their encoding, or contradict the data set around them. */
        MALFORMED,
        /** The bytes end in the middle. */
        TRUNCATED,
        /** A larger image than {@link ImageLimits} allows. */
        LIMIT_EXCEEDED,
        /** Right, but not something we handle, such as video. */
        UNSUPPORTED
    }

    private final Reason reason;

    public ImageException(Reason reason, String what) {
        this(reason, what, null);
    }

    ImageException(Reason reason, String what, @Nullable Throwable cause) {
        super(what, cause);
        this.reason = reason;
    }

    static ImageException malformed(String what) {
        return new ImageException(Reason.MALFORMED, what);
    }

    public static ImageException truncated(String what) {
        return new ImageException(Reason.TRUNCATED, what);
    }

    public static ImageException unsupported(String what) {
        return new ImageException(Reason.UNSUPPORTED, what);
    }

    public Reason reason() {
        return reason;
    }
}
