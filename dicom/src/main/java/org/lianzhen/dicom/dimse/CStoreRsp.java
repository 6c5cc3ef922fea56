package org.lianzhen.dicom.dimse;

import org.jspecify.annotations.Nullable;

/** C-STORE-RSP: what became of the instance (PS3.7 section 9.3.1.2). */
public record CStoreRsp(int messageId, Outcome outcome, @Nullable String affectedSopClassUid,
        @Nullable String affectedSopInstanceUid) implements DimseResponse {
    public CStoreRsp {
        Fields.u16("MessageIDBeingRespondedTo", messageId);
    }
}
