package org.lianzhen.dicom.dimse;

import org.jspecify.annotations.Nullable;

/** N-CREATE-RSP: the attributes as they are now may follow as data set (PS3.7 section 10.3.5.2). */
public record NCreateRsp(int messageId, Outcome outcome, @Nullable String affectedSopClassUid,
        @Nullable String affectedSopInstanceUid, boolean hasDataSet) implements DimseResponse {
    public NCreateRsp {
        Fields.u16("MessageIDBeingRespondedTo", messageId);
    }

    /** The same, announcing that a data set follows. */
    public NCreateRsp withDataSet() {
        return new NCreateRsp(messageId, outcome, affectedSopClassUid, affectedSopInstanceUid, true);
    }
}
