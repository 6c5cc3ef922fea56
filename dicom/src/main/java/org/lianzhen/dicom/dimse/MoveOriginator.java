package org.lianzhen.dicom.dimse;

/**
 * Who asked for the C-MOVE that a C-STORE is a part of: (0000,1030) and (0000,1031).
 *
 * @param applicationEntityTitle calling AE title of the association that carried the C-MOVE-RQ
 * @param messageId message ID of the C-MOVE-RQ
 */
public record MoveOriginator(String applicationEntityTitle, int messageId) {
    public MoveOriginator {
        Fields.u16("MoveOriginatorMessageID", messageId);
    }
}
