package org.lianzhen.dicom.dimse;

import org.jspecify.annotations.Nullable;

/** N-CREATE-RQ: create an instance; without UID the performer chooses one (PS3.7 section 10.3.5.1). */
public record NCreateRq(int messageId, String affectedSopClassUid, @Nullable String affectedSopInstanceUid,
        boolean hasDataSet) implements DimseRequest {
    public NCreateRq {
        Fields.u16("MessageID", messageId);
    }

    @Override
    public String sopClassUid() {
        return affectedSopClassUid;
    }

    @Override
    public NCreateRsp respond(Outcome outcome) {
        return new NCreateRsp(messageId, outcome, affectedSopClassUid, affectedSopInstanceUid, false);
    }

    /** The same as {@link #respond} with the UID that the performer chose. */
    public NCreateRsp respond(Outcome outcome, String createdSopInstanceUid) {
        return new NCreateRsp(messageId, outcome, affectedSopClassUid, createdSopInstanceUid, false);
    }
}
