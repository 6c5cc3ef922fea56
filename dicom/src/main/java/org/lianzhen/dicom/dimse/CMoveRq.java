package org.lianzhen.dicom.dimse;

/** C-MOVE-RQ: send instances to the application entity of this title; the identifier follows as data set (PS3.7 section 9.3.4.1). */
public record CMoveRq(int messageId, String affectedSopClassUid, Priority priority, String moveDestination)
        implements DimseRequest {
    public CMoveRq {
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
    public CMoveRsp respond(Outcome outcome) {
        return new CMoveRsp(messageId, outcome, affectedSopClassUid, SubOperations.UNKNOWN, false);
    }

    /** The same as {@link #respond} with the numbers of sub-operations; {@code hasDataSet} when a list of failed instances follows. */
    public CMoveRsp respond(Outcome outcome, SubOperations subOperations, boolean hasDataSet) {
        return new CMoveRsp(messageId, outcome, affectedSopClassUid, subOperations, hasDataSet);
    }
}
