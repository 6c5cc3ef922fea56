package org.lianzhen.dicom.pdu;

import java.util.List;

/**
 * A-ASSOCIATE-RQ (PS3.8 section 9.3.2).
 *
 * @param protocolVersion bit field, bit 0 = version 1; see {@link #supportsVersion1}
 * @param calledAeTitle whom the peer wants to talk to, at most 16 characters without padding; empty if it sent only spaces
 * @param callingAeTitle who it says it is, likewise
 * @param applicationContext UID; {@link #DICOM_APPLICATION_CONTEXT} from every sane peer, empty if the item was missing
 * @param presentationContexts what it proposes, in its order; ids are unique
 * @param userInformation PS3.7 annex D.3
 */
public record AssociateRq(int protocolVersion, String calledAeTitle, String callingAeTitle, String applicationContext,
        List<PresentationContextRq> presentationContexts, UserInformation userInformation) implements Pdu {
    /** The only application context of DICOM (PS3.7 annex A.2.1). */
    public static final String DICOM_APPLICATION_CONTEXT = "1.2.840.10008.3.1.1.1";
    /** Bit 0: version 1 of the upper-layer protocol. */
    public static final int PROTOCOL_VERSION_1 = 1;
    /** Size of the AE title fields, in bytes. */
    public static final int MAX_AE_TITLE_LENGTH = 16;

    public AssociateRq {
        Checks.unsignedShort(protocolVersion, "protocol version");
        Checks.text(calledAeTitle, MAX_AE_TITLE_LENGTH, "called AE title");
        Checks.text(callingAeTitle, MAX_AE_TITLE_LENGTH, "calling AE title");
        Checks.uid(applicationContext, "application context");
        presentationContexts = List.copyOf(presentationContexts);
        Checks.unique(presentationContexts, PresentationContextRq::id, "presentation context id");
    }

    /** A request of version 1 in the DICOM application context. */
    public AssociateRq(String calledAeTitle, String callingAeTitle, List<PresentationContextRq> presentationContexts,
            UserInformation userInformation) {
        this(PROTOCOL_VERSION_1, calledAeTitle, callingAeTitle, DICOM_APPLICATION_CONTEXT, presentationContexts,
                userInformation);
    }

    /** Only bit 0 is tested, as the standard demands: peers may offer later versions as well. */
    public boolean supportsVersion1() {
        return (protocolVersion & PROTOCOL_VERSION_1) != 0;
    }
}
