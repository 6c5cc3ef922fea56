package org.lianzhen.dicom.dimse;

import org.jspecify.annotations.Nullable;

/** N-ACTION-RSP: done, or not (PS3.7 section 10.3.4.2). */
public record NActionRsp(int messageId, Outcome outcome, @Nullable String affectedSopClassUid,
        @Nullable String affectedSopInstanceUid, @Nullable Integer actionTypeId, boolean hasDataSet)
        implements DimseResponse {
    public NActionRsp {
        Fields.u16("MessageIDBeingRespondedTo", messageId);
    }

    /** The same, announcing that a data set follows. */
    public NActionRsp withDataSet() {
        return new NActionRsp(messageId, outcome, affectedSopClassUid, affectedSopInstanceUid, actionTypeId, true);
    }
}
