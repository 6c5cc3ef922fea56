package org.lianzhen.dicom.dimse;

import org.jspecify.annotations.Nullable;

/** C-FIND-RSP: a match with its identifier, or the end (PS3.7 section 9.3.2.2). */
public record CFindRsp(int messageId, Outcome outcome, @Nullable String affectedSopClassUid, boolean hasDataSet)
        implements DimseResponse {
    public CFindRsp {
        Fields.u16("MessageIDBeingRespondedTo", messageId);
    }
}
