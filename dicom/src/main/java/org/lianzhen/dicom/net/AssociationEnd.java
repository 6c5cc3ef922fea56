package org.lianzhen.dicom.net;

import org.lianzhen.dicom.pdu.Abort;

/** How an association ended. */
public sealed interface AssociationEnd {
    /** One clause for a log or a person. */
    String inWords();

    /** In good order, after A-RELEASE. */
    record Released(boolean byPeer) implements AssociationEnd {
        @Override
        public String inWords() {
            return byPeer ? "released by the peer" : "released by us";
        }
    }

    /** The peer sent A-ABORT. */
    record AbortedByPeer(Abort abort) implements AssociationEnd {
        @Override
        public String inWords() {
            return abort.describe();
        }
    }

    /**
     * We sent A-ABORT.
     *
     * @param abort
     *            what we sent
     * @param why
     *            what happened
     */
    record AbortedByUs(Abort abort, String why) implements AssociationEnd {
        @Override
        public String inWords() {
            return "aborted by us: " + why;
        }
    }

    /**
     * A deadline passed, so we aborted.
     *
     * @param deadline
     *            which one
     * @param why
     *            what we waited for
     */
    record TimedOut(Deadline deadline, String why) implements AssociationEnd {
        @Override
        public String inWords() {
            return "aborted by us, " + deadline + " deadline: " + why;
        }
    }

    /** We closed the connection without a word, since none would have been understood: no DICOM, no TLS, no association. */
    record Dropped(String why) implements AssociationEnd {
        @Override
        public String inWords() {
            return "closed by us: " + why;
        }
    }

    /** The connection broke, or the peer closed it without release or abort. */
    record ConnectionLost(String why) implements AssociationEnd {
        @Override
        public String inWords() {
            return "connection lost: " + why;
        }
    }
}
