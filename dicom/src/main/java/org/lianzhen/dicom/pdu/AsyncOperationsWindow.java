package org.lianzhen.dicom.pdu;

/**
 * Asynchronous operations window (PS3.7 annex D.3.3.3, item 53H), seen from the association requestor. Where the item is
 * absent both are 1, see {@link #SYNCHRONOUS}.
 *
 * @param maxInvoked operations the requestor may have outstanding; 0 = unlimited
 * @param maxPerformed operations the requestor is ready to have outstanding towards itself; 0 = unlimited
 */
public record AsyncOperationsWindow(int maxInvoked, int maxPerformed) {
    /** One operation at a time each way: what holds without negotiation. */
    public static final AsyncOperationsWindow SYNCHRONOUS = new AsyncOperationsWindow(1, 1);

    public AsyncOperationsWindow {
        Checks.unsignedShort(maxInvoked, "operations invoked");
        Checks.unsignedShort(maxPerformed, "operations performed");
    }
}
