package org.lianzhen.dicom.dimse;

import org.jspecify.annotations.Nullable;

/** C-GET-RSP: progress, or the end with the numbers of sub-operations (PS3.7 section 9.3.3.2). */
public record CGetRsp(int messageId, Outcome outcome, @Nullable String affectedSopClassUid,
        SubOperations subOperations, boolean hasDataSet) implements DimseResponse {
    public CGetRsp {
        Fields.u16("MessageIDBeingRespondedTo", messageId);
    }
}
