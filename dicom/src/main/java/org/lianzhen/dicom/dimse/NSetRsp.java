package org.lianzhen.dicom.dimse;

import org.jspecify.annotations.Nullable;

/** N-SET-RSP: the attributes as they are now may follow as data set (PS3.7 section 10.3.3.2). */
public record NSetRsp(int messageId, Outcome outcome, @Nullable String affectedSopClassUid,
        @Nullable String affectedSopInstanceUid, boolean hasDataSet) implements DimseResponse {
    public NSetRsp {
        Fields.u16("MessageIDBeingRespondedTo", messageId);
    }

    /** The same, announcing that a data set follows. */
    public NSetRsp withDataSet() {
        return new NSetRsp(messageId, outcome, affectedSopClassUid, affectedSopInstanceUid, true);
    }
}
