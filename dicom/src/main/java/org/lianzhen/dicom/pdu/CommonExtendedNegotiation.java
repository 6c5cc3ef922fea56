package org.lianzhen.dicom.pdu;

import java.util.List;

/**
 * SOP class common extended negotiation (PS3.7 annex D.3.3.6, item 57H): what kind of thing a SOP class is. Only in
 * requests.
 *
 * @param sopClassUid the SOP class
 * @param serviceClassUid the service class it belongs to
 * @param relatedGeneralSopClassUids SOP classes as which its instances may be treated
 */
public record CommonExtendedNegotiation(String sopClassUid, String serviceClassUid,
        List<String> relatedGeneralSopClassUids) {
    public CommonExtendedNegotiation {
        Checks.uid(sopClassUid, "SOP class");
        Checks.uid(serviceClassUid, "service class");
        relatedGeneralSopClassUids = List.copyOf(relatedGeneralSopClassUids);
        relatedGeneralSopClassUids.forEach(uid -> Checks.uid(uid, "related general SOP class"));
    }
}
