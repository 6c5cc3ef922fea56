package org.lianzhen.dicom.dimse;

import org.jspecify.annotations.Nullable;

/** N-DELETE-RSP: deleted, or not (PS3.7 section 10.3.6.2). */
public record NDeleteRsp(int messageId, Outcome outcome, @Nullable String affectedSopClassUid,
        @Nullable String affectedSopInstanceUid) implements DimseResponse {
    public NDeleteRsp {
        Fields.u16("MessageIDBeingRespondedTo", messageId);
    }
}
