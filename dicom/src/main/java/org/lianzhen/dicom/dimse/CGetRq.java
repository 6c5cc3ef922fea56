package org.lianzhen.dicom.dimse;

/** C-GET-RQ: send me instances over this association; the identifier follows as data set (PS3.7 section 9.3.3.1). */
public record CGetRq(int messageId, String affectedSopClassUid, Priority priority) implements DimseRequest {
    public CGetRq {
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
    public CGetRsp respond(Outcome outcome) {
        return new CGetRsp(messageId, outcome, affectedSopClassUid, SubOperations.UNKNOWN, false);
    }

    /** The same as {@link #respond} with the numbers of sub-operations; {@code hasDataSet} when a list of failed instances follows. */
    public CGetRsp respond(Outcome outcome, SubOperations subOperations, boolean hasDataSet) {
        return new CGetRsp(messageId, outcome, affectedSopClassUid, subOperations, hasDataSet);
    }
}
