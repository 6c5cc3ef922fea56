package org.lianzhen.dicom.dimse;

import org.jspecify.annotations.Nullable;

/** C-STORE-RQ: one composite instance, which follows as data set (PS3.7 section 9.3.1.1). */
public record CStoreRq(int messageId, String affectedSopClassUid, String affectedSopInstanceUid, Priority priority,
        @Nullable MoveOriginator moveOriginator) implements DimseRequest {
    public CStoreRq {
        Fields.u16("MessageID", messageId);
    }

    @Override
    public String sopClassUid() {
        return affectedSopClassUid;
    }

    @Override
    public boolean hasDataSet() {
        return true;
    }

    @Override
    public CStoreRsp respond(Outcome outcome) {
        return new CStoreRsp(messageId, outcome, affectedSopClassUid, affectedSopInstanceUid);
    }
}
