package org.lianzhen.dicom.pdu;

/**
 * SOP class extended negotiation (PS3.7 annex D.3.3.5, item 56H).
 *
 * @param sopClassUid the SOP class
 * @param applicationInformation meaning is defined by the service class in PS3.4
 */
public record ExtendedNegotiation(String sopClassUid, Octets applicationInformation) {
    public ExtendedNegotiation {
        Checks.uid(sopClassUid, "SOP class");
    }
}
