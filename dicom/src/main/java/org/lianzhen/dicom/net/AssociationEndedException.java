package org.lianzhen.dicom.net;

/** Something could not be done because the association has ended or is ending. */
public final class AssociationEndedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient AssociationEnd end;

    AssociationEndedException(AssociationEnd end) {
        super(end.inWords());
        this.end = end;
    }

    /** How it ended. */
    public AssociationEnd end() {
        return end;
    }
}
