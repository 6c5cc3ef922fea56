package org.lianzhen.dicom.net;

import java.util.concurrent.CompletionStage;

import org.lianzhen.dicom.pdu.Octets;
import org.lianzhen.dicom.pdu.UserIdentityRq;

/** Checks user identities of types 1-5: name, name and passcode, Kerberos, SAML, JSON web token (PS3.7 D.3.3.7). */
@FunctionalInterface
public interface Authenticator {
    /**
     * Called on the association's event loop for a request that carries a user identity; must not block.
     *
     * @return completed by any thread within {@link Deadline#DECISION}; a failure counts as denial
     */
    CompletionStage<Verdict> authenticate(AssociationRequest request, UserIdentityRq identity);

    /** What the authenticator found. */
    sealed interface Verdict {
        /**
         * The user is who they say.
         *
         * @param name
         *            under which the user is known here
         * @param serverResponse
         *            sent back if the peer asked for a positive response: Kerberos ticket, SAML or web token; empty for
         *            types 1 and 2
         */
        record Accepted(String name, Octets serverResponse) implements Verdict {}

        /**
         * Not proven: the association is rejected (1/1/1).
         *
         * @param why
         *            for the log
         */
        record Denied(String why) implements Verdict {}
    }
}
