package org.lianzhen.dicom.dimse;

/** C-ECHO-RQ: is the peer there (PS3.7 section 9.3.5.1). */
public record CEchoRq(int messageId, String affectedSopClassUid) implements DimseRequest {
    public CEchoRq {
        Fields.u16("MessageID", messageId);
    }

    @Override
    public String sopClassUid() {
        return affectedSopClassUid;
    }

    @Override
    public CEchoRsp respond(Outcome outcome) {
        return new CEchoRsp(messageId, outcome, affectedSopClassUid);
    }
}
