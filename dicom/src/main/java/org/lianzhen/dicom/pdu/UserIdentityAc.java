package org.lianzhen.dicom.pdu;

/**
 * The acceptor's confirmation of a user identity (PS3.7 annex D.3.3.7, item 59H).
 *
 * @param serverResponse Kerberos server ticket, SAML response or token; empty for user names; at most 65,535 bytes
 */
public record UserIdentityAc(Octets serverResponse) {
    public UserIdentityAc {
        Checks.unsignedShort(serverResponse.length(), "length of the server response");
    }
}
