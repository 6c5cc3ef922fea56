package org.lianzhen.dicom.pdu;

import java.util.List;

/**
 * A-ASSOCIATE-AC (PS3.8 section 9.3.3).
 *
 * @param protocolVersion bit field, bit 0 = version 1
 * @param calledAeTitle echo of the request, without padding; reserved, never to be tested
 * @param callingAeTitle likewise
 * @param applicationContext UID; empty if the item was missing
 * @param presentationContexts the answers, in whatever order the acceptor likes; ids are unique
 * @param userInformation PS3.7 annex D.3
 */
public record AssociateAc(int protocolVersion, String calledAeTitle, String callingAeTitle, String applicationContext,
        List<PresentationContextAc> presentationContexts, UserInformation userInformation) implements Pdu {
    public AssociateAc {
        Checks.unsignedShort(protocolVersion, "protocol version");
        Checks.text(calledAeTitle, AssociateRq.MAX_AE_TITLE_LENGTH, "called AE title");
        Checks.text(callingAeTitle, AssociateRq.MAX_AE_TITLE_LENGTH, "calling AE title");
        Checks.uid(applicationContext, "application context");
        presentationContexts = List.copyOf(presentationContexts);
        Checks.unique(presentationContexts, PresentationContextAc::id, "presentation context id");
    }

    /** The acceptance of a request: version 1, its AE titles, the DICOM application context. */
    public static AssociateAc answering(AssociateRq request, List<PresentationContextAc> presentationContexts,
            UserInformation userInformation) {
        return new AssociateAc(AssociateRq.PROTOCOL_VERSION_1, request.calledAeTitle(), request.callingAeTitle(),
                AssociateRq.DICOM_APPLICATION_CONTEXT, presentationContexts, userInformation);
    }
}
