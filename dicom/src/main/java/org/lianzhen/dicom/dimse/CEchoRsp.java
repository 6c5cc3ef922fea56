package org.lianzhen.dicom.dimse;

import org.jspecify.annotations.Nullable;

/** C-ECHO-RSP: the peer is there (PS3.7 section 9.3.5.2). */
public record CEchoRsp(int messageId, Outcome outcome, @Nullable String affectedSopClassUid) implements DimseResponse {
    public CEchoRsp {
        Fields.u16("MessageIDBeingRespondedTo", messageId);
    }
}
