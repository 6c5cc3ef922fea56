package org.lianzhen.dicom.dimse;

/** A message that asks for an operation or reports an event; each has exactly one kind of response (PS3.7 sections 9 and 10). */
public sealed interface DimseRequest extends DimseMessage
        permits CStoreRq, CFindRq, CGetRq, CMoveRq, CEchoRq, NEventReportRq, NGetRq, NSetRq, NActionRq, NCreateRq,
        NDeleteRq {

    /** Affected or requested SOP class: what kind of thing the request is about. */
    String sopClassUid();

    /** The response of the matching kind, without data set. Any outcome is allowed, so that every fault can be answered. */
    DimseResponse respond(Outcome outcome);
}
