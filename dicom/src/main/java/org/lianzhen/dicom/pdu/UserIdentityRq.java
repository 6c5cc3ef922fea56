package org.lianzhen.dicom.pdu;

import java.nio.charset.StandardCharsets;

/**
 * User identity of the requestor (PS3.7 annex D.3.3.7, item 58H). Never printed: {@link Octets} shows its length only.
 *
 * @param type 1 = user name, 2 = user name and passcode, 3 = Kerberos ticket, 4 = SAML assertion, 5 = JSON web token; 0 to 255
 * @param positiveResponseRequested whether the acceptor shall confirm with item 59H
 * @param primaryField user name, ticket, assertion or token; at most 65,535 bytes
 * @param secondaryField passcode, empty except for type 2
 */
public record UserIdentityRq(int type, boolean positiveResponseRequested, Octets primaryField, Octets secondaryField) {
    public static final int USERNAME = 1;
    public static final int USERNAME_AND_PASSCODE = 2;
    public static final int KERBEROS_TICKET = 3;
    public static final int SAML_ASSERTION = 4;
    public static final int JSON_WEB_TOKEN = 5;

    public UserIdentityRq {
        Checks.unsignedByte(type, "user identity type");
        Checks.unsignedShort(primaryField.length(), "length of the primary field");
        Checks.unsignedShort(secondaryField.length(), "length of the secondary field");
    }

    /** User name alone. */
    public static UserIdentityRq username(String name, boolean positiveResponseRequested) {
        return new UserIdentityRq(USERNAME, positiveResponseRequested, Octets.of(name, StandardCharsets.UTF_8),
                Octets.EMPTY);
    }

    /** User name and passcode. */
    public static UserIdentityRq usernameAndPasscode(String name, String passcode, boolean positiveResponseRequested) {
        return new UserIdentityRq(USERNAME_AND_PASSCODE, positiveResponseRequested,
                Octets.of(name, StandardCharsets.UTF_8), Octets.of(passcode, StandardCharsets.UTF_8));
    }
}
