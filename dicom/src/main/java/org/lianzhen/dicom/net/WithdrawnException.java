package org.lianzhen.dicom.net;

/** Something was taken back before a byte of it was written. The association is as good as before. */
public final class WithdrawnException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public WithdrawnException() {
        super("withdrawn before it was sent");
    }
}
