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
     * @return completed by any thread within {@link Deadline#DECISION}; after a failure, of a directory for instance, the peer is told that
     *         it may try again (2/2/1)
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
         *            sent back if the peer asked for a positive response: Kerberos ticket, SAML or web token; for names and
         *            passcodes, an empty one is sent whatever this is
         */
        record Accepted(String name, Octets serverResponse) implements Verdict {}

        /**
         * Not proven: the association is rejected for good, by ACSE (1/2/1; PS3.7 D.3.3.7.3).
         *
         * @param why
         *            for the log
         */
        record Denied(String why) implements Verdict {}
    }
}
