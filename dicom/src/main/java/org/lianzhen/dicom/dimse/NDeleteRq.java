package org.lianzhen.dicom.dimse;

/** N-DELETE-RQ: delete an instance (PS3.7 section 10.3.6.1). */
public record NDeleteRq(int messageId, String requestedSopClassUid, String requestedSopInstanceUid)
        implements DimseRequest {
    public NDeleteRq {
        Fields.u16("MessageID", messageId);
    }

    @Override
    public CommandField commandField() {
        return CommandField.N_DELETE_RQ;
    }

    @Override
    public String sopClassUid() {
        return requestedSopClassUid;
    }

    @Override
    public boolean hasDataSet() {
        return false;
    }

    @Override
    public NDeleteRsp respond(Outcome outcome) {
        return new NDeleteRsp(messageId, outcome, requestedSopClassUid, requestedSopInstanceUid);
    }
}
