package org.lianzhen.dicom.dimse;

/**
 * C-CANCEL-RQ: stop the C-FIND, C-GET or C-MOVE with this message ID (PS3.7 sections 9.3.2.3, 9.3.3.3, 9.3.4.3). It has no response
 * of its own; the cancelled operation ends with {@link Status#CANCEL} or, if it was too late, as it would have ended anyway.
 *
 * @param messageId the message ID of the request to cancel
 */
public record CCancelRq(int messageId) implements DimseMessage {
    public CCancelRq {
        Fields.u16("MessageIDBeingRespondedTo", messageId);
    }
}
