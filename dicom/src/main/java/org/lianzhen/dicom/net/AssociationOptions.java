package org.lianzhen.dicom.net;

/**
 * What one of our application entities brings to an association, as requestor or acceptor.
 *
 * @param maxPduLength
 *            the longest P-DATA-TF variable field we ask the peer to send, in bytes; 0 means no limit. Longer ones are
 *            tolerated up to {@code maxPduAccepted}
 * @param maxPduAccepted
 *            the longest P-DATA-TF we take before we abort, in bytes; nothing is ever allocated by this figure
 * @param window
 *            operations at once that we ask for as requestor and allow as acceptor (never unlimited)
 * @param implementation
 *            who we say we are
 * @param timeouts
 *            the association's deadlines
 */
public record AssociationOptions(long maxPduLength, long maxPduAccepted, OperationsWindow window,
        ImplementationIdentity implementation, Timeouts timeouts) {
    /** 128 kB PDUs, 16 operations at once each way. */
    public static final AssociationOptions STANDARD = new AssociationOptions(131_072, 64L << 20,
            new OperationsWindow(16, 16), ImplementationIdentity.OURS, Timeouts.STANDARD);

    public AssociationOptions {
        if (maxPduLength < 0 || maxPduLength > 0xFFFF_FFFFL || maxPduAccepted < Math.max(maxPduLength, 8)) {
            throw new IllegalArgumentException("PDU lengths make no sense: " + maxPduLength + ", " + maxPduAccepted);
        }
        if (window.invoked() == 0 || window.performed() == 0) {
            throw new IllegalArgumentException("our own operations window must have limits");
        }
    }

    /** These options with other deadlines. */
    public AssociationOptions withTimeouts(Timeouts changed) {
        return new AssociationOptions(maxPduLength, maxPduAccepted, window, implementation, changed);
    }

    /** These options with another operations window. */
    public AssociationOptions withWindow(OperationsWindow changed) {
        return new AssociationOptions(maxPduLength, maxPduAccepted, changed, implementation, timeouts);
    }

    /** These options with another maximum length of received PDUs; 0 means no limit. */
    public AssociationOptions withMaxPduLength(long changed) {
        return new AssociationOptions(changed, Math.max(changed, maxPduAccepted), window, implementation, timeouts);
    }
}
