package org.lianzhen.dicom.net;

import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.pdu.AssociateRq;
import org.lianzhen.dicom.pdu.CommonExtendedNegotiation;

/**
 * Someone wants an association with us.
 *
 * @param pdu
 *            what was asked for
 * @param peer
 *            from which network address
 * @param certificate
 *            the client's certificate, where mutual TLS checked one
 * @param identity
 *            name of the user the {@link Authenticator} accepted, where one was offered
 */
public record AssociationRequest(AssociateRq pdu, InetSocketAddress peer, @Nullable X509Certificate certificate,
        @Nullable String identity) {
    AssociationRequest provenToBe(String name) {
        return new AssociationRequest(pdu, peer, certificate, name);
    }

    /** Whom the peer wants, without padding. */
    public String calledAeTitle() {
        return pdu.calledAeTitle();
    }

    /** Who the peer says it is, without padding. */
    public String callingAeTitle() {
        return pdu.callingAeTitle();
    }

    /** The service class the peer says a SOP class belongs to (PS3.7 D.3.3.6), or null. */
    public @Nullable String serviceClassOf(String sopClassUid) {
        CommonExtendedNegotiation item = commonExtended(sopClassUid);
        return item == null ? null : item.serviceClassUid();
    }

    /** SOP classes the peer says a SOP class may be treated as (PS3.7 D.3.3.6). */
    public List<String> relatedGeneralSopClasses(String sopClassUid) {
        CommonExtendedNegotiation item = commonExtended(sopClassUid);
        return item == null ? List.of() : item.relatedGeneralSopClassUids();
    }

    private @Nullable CommonExtendedNegotiation commonExtended(String sopClassUid) {
        return pdu.userInformation().commonExtendedNegotiations().stream()
                .filter(item -> item.sopClassUid().equals(sopClassUid)).findFirst().orElse(null);
    }
}
