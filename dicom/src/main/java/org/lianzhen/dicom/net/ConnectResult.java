package org.lianzhen.dicom.net;

import org.lianzhen.dicom.pdu.AssociateRj;

/** What came of an attempt to associate. */
public sealed interface ConnectResult {
    /** One clause for a log or a person. */
    String inWords();

    /**
     * The association, where there is one.
     *
     * @throws AssociationFailedException
     *             where there is none
     */
    Association orThrow();

    /** The association is established; how many contexts were accepted is in its terms. */
    record Established(Association association) implements ConnectResult {
        @Override
        public String inWords() {
            return "established";
        }

        @Override
        public Association orThrow() {
            return association;
        }
    }

    /** The peer understood us and said no. */
    record Rejected(AssociateRj answer) implements ConnectResult {
        /** Whether the peer says that trying again may help. */
        public boolean isTransient() {
            return answer.isTransient();
        }

        @Override
        public String inWords() {
            return answer.describe();
        }

        @Override
        public Association orThrow() {
            throw new AssociationFailedException(this);
        }
    }

    /**
     * We did not get that far.
     *
     * @param step
     *            how far we got
     * @param why
     *            what went wrong in this step
     */
    record Failed(Step step, String why) implements ConnectResult {
        @Override
        public String inWords() {
            return step + " failed: " + why;
        }

        @Override
        public Association orThrow() {
            throw new AssociationFailedException(this);
        }
    }

    /** The steps to an association, in order. */
    enum Step {
        /** Looking up the host name. */
        LOOKUP,
        /** Making the TCP connection. */
        CONNECT,
        /** The TLS handshake. */
        TLS,
        /** Waiting for the answer to our A-ASSOCIATE-RQ. */
        NEGOTIATION
    }
}
