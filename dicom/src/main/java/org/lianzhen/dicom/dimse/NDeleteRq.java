package org.lianzhen.dicom.dimse;

/** N-DELETE-RQ: delete an instance (PS3.7 section 10.3.6.1). */
public record NDeleteRq(int messageId, String requestedSopClassUid, String requestedSopInstanceUid)
        implements DimseRequest {
    public NDeleteRq {
        Fields.u16("MessageID", messageId);
    }

    @Override
    public String sopClassUid() {
        return requestedSopClassUid;
    }

    @Override
    public NDeleteRsp respond(Outcome outcome) {
        return new NDeleteRsp(messageId, outcome, requestedSopClassUid, requestedSopInstanceUid);
    }
}
