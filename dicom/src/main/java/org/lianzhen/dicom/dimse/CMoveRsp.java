package org.lianzhen.dicom.dimse;

import org.jspecify.annotations.Nullable;

/** C-MOVE-RSP: progress, or the end with the numbers of sub-operations (PS3.7 section 9.3.4.2). */
public record CMoveRsp(int messageId, Outcome outcome, @Nullable String affectedSopClassUid,
        SubOperations subOperations, boolean hasDataSet) implements DimseResponse {
    public CMoveRsp {
        Fields.u16("MessageIDBeingRespondedTo", messageId);
    }
}
