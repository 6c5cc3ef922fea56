package org.lianzhen.dicom.dimse;

import org.jspecify.annotations.Nullable;

/** N-GET-RSP: the attributes follow as data set (PS3.7 section 10.3.2.2). */
public record NGetRsp(int messageId, Outcome outcome, @Nullable String affectedSopClassUid,
        @Nullable String affectedSopInstanceUid, boolean hasDataSet) implements DimseResponse {
    public NGetRsp {
        Fields.u16("MessageIDBeingRespondedTo", messageId);
    }

    /** The same, announcing that a data set follows. */
    public NGetRsp withDataSet() {
        return new NGetRsp(messageId, outcome, affectedSopClassUid, affectedSopInstanceUid, true);
    }
}
