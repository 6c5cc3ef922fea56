package org.lianzhen.dicom.dimse;

/** N-SET-RQ: change attributes of an instance, which follow as data set (PS3.7 section 10.3.3.1). */
public record NSetRq(int messageId, String requestedSopClassUid, String requestedSopInstanceUid)
        implements DimseRequest {
    public NSetRq {
        Fields.u16("MessageID", messageId);
    }

    @Override
    public String sopClassUid() {
        return requestedSopClassUid;
    }

    @Override
    public boolean hasDataSet() {
        return true;
    }

    @Override
    public NSetRsp respond(Outcome outcome) {
        return new NSetRsp(messageId, outcome, requestedSopClassUid, requestedSopInstanceUid, false);
    }
}
