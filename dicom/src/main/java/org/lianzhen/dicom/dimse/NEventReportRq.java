package org.lianzhen.dicom.dimse;

/** N-EVENT-REPORT-RQ: something happened to an instance (PS3.7 section 10.3.1.1). */
public record NEventReportRq(int messageId, String affectedSopClassUid, String affectedSopInstanceUid, int eventTypeId,
        boolean hasDataSet) implements DimseRequest {
    public NEventReportRq {
        Fields.u16("MessageID", messageId);
        Fields.u16("EventTypeID", eventTypeId);
    }

    @Override
    public String sopClassUid() {
        return affectedSopClassUid;
    }

    @Override
    public NEventReportRsp respond(Outcome outcome) {
        return new NEventReportRsp(messageId, outcome, affectedSopClassUid, affectedSopInstanceUid, eventTypeId, false);
    }
}
