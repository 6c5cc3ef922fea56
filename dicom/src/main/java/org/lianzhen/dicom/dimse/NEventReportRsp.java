package org.lianzhen.dicom.dimse;

import org.jspecify.annotations.Nullable;

/** N-EVENT-REPORT-RSP: the report was taken note of (PS3.7 section 10.3.1.2). */
public record NEventReportRsp(int messageId, Outcome outcome, @Nullable String affectedSopClassUid,
        @Nullable String affectedSopInstanceUid, @Nullable Integer eventTypeId, boolean hasDataSet)
        implements DimseResponse {
    public NEventReportRsp {
        Fields.u16("MessageIDBeingRespondedTo", messageId);
    }

    /** The same, announcing that a data set follows. */
    public NEventReportRsp withDataSet() {
        return new NEventReportRsp(messageId, outcome, affectedSopClassUid, affectedSopInstanceUid, eventTypeId, true);
    }
}
