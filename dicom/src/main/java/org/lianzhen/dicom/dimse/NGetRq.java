package org.lianzhen.dicom.dimse;

import java.util.List;

/** N-GET-RQ: tell me these attributes of an instance, all if the list of tags is empty (PS3.7 section 10.3.2.1). */
public record NGetRq(int messageId, String requestedSopClassUid, String requestedSopInstanceUid,
        List<Integer> attributeIdentifierList) implements DimseRequest {
    public NGetRq {
        Fields.u16("MessageID", messageId);
        attributeIdentifierList = List.copyOf(attributeIdentifierList);
    }

    @Override
    public String sopClassUid() {
        return requestedSopClassUid;
    }

    @Override
    public NGetRsp respond(Outcome outcome) {
        return new NGetRsp(messageId, outcome, requestedSopClassUid, requestedSopInstanceUid, false);
    }
}
