package org.lianzhen.dicom.dimse;

/** N-ACTION-RQ: do something with an instance (PS3.7 section 10.3.4.1). */
public record NActionRq(int messageId, String requestedSopClassUid, String requestedSopInstanceUid, int actionTypeId,
        boolean hasDataSet) implements DimseRequest {
    public NActionRq {
        Fields.u16("MessageID", messageId);
        Fields.u16("ActionTypeID", actionTypeId);
    }

    @Override
    public String sopClassUid() {
        return requestedSopClassUid;
    }

    @Override
    public NActionRsp respond(Outcome outcome) {
        return new NActionRsp(messageId, outcome, requestedSopClassUid, requestedSopInstanceUid, actionTypeId, false);
    }
}
