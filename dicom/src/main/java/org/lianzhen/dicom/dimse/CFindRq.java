package org.lianzhen.dicom.dimse;

/** C-FIND-RQ: a query, whose identifier follows as data set (PS3.7 section 9.3.2.1). */
public record CFindRq(int messageId, String affectedSopClassUid, Priority priority) implements DimseRequest {
    public CFindRq {
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
    public CFindRsp respond(Outcome outcome) {
        return new CFindRsp(messageId, outcome, affectedSopClassUid, false);
    }

    /** One match: a pending response ({@link Status#PENDING} or {@link Status#PENDING_WITHOUT_OPTIONAL_KEYS}) with its identifier. */
    public CFindRsp match(Status pending) {
        return new CFindRsp(messageId, Outcome.of(pending), affectedSopClassUid, true);
    }
}
