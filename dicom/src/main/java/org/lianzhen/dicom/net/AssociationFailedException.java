package org.lianzhen.dicom.net;

/** There is no association, though the caller insisted on one. */
public final class AssociationFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ConnectResult result;

    AssociationFailedException(ConnectResult result) {
        super(result.inWords());
        this.result = result;
    }

    /** Why there is none. */
    public ConnectResult result() {
        return result;
    }
}
