package org.lianzhen.dicom.dimse;

import org.jspecify.annotations.Nullable;

/** A message that answers a request; several may come while the status is pending (PS3.7 sections 9 and 10). */
public sealed interface DimseResponse extends DimseMessage
        permits CStoreRsp, CFindRsp, CGetRsp, CMoveRsp, CEchoRsp, NEventReportRsp, NGetRsp, NSetRsp, NActionRsp,
        NCreateRsp, NDeleteRsp {

    /** Status and what the standard lets a response say about it. */
    Outcome outcome();

    default Status status() {
        return outcome().status();
    }

    /** SOP class the response repeats, null when the peer left this optional field out. */
    @Nullable
    String affectedSopClassUid();
}
