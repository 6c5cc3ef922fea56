package org.lianzhen.dicom.net;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.dict.TransferSyntax;

/** What an acceptor agrees to within an association it takes. Called on the event loop; must not block. */
@FunctionalInterface
public interface NegotiationPolicy {
    /**
     * Decides on one proposed context.
     *
     * @param abstractSyntax
     *            SOP class UID
     * @param offered
     *            the known ones among the proposed transfer syntaxes, in the peer's order; never empty: a context without
     *            a known one is refused before
     */
    ContextDecision context(String abstractSyntax, List<TransferSyntax> offered);

    /**
     * Decides on a role proposal; asked only for what the peer proposed. The answer can only take away from the proposal.
     */
    default Roles roles(String sopClassUid, Roles proposed) {
        return Roles.DEFAULT;
    }

    /**
     * Answers extended negotiation with service-class information (PS3.7 D.3.3.5), or null to leave it unanswered; asked only
     * where it was proposed for a SOP class that got a context.
     */
    default byte @Nullable [] extended(String sopClassUid, byte[] proposed) {
        return null;
    }

    /**
     * Takes the listed SOP classes, each with the first of its transfer syntaxes (in our order) that the peer offers.
     *
     * @param supported
     *            transfer syntaxes by SOP class UID
     */
    static NegotiationPolicy of(Map<String, List<TransferSyntax>> supported) {
        return new TablePolicy(supported);
    }

    /** What becomes of one proposed presentation context (PS3.8 Table 9-18). */
    sealed interface ContextDecision {
        /** Result 0, with one of the offered transfer syntaxes. */
        record Accepted(TransferSyntax transferSyntax) implements ContextDecision {}

        /** Results 1, 3 and 4. */
        enum Refused implements ContextDecision {
            /** Known, but not for this peer. */
            USER_REJECTION,
            /** We do not serve this SOP class. */
            ABSTRACT_SYNTAX_NOT_SUPPORTED,
            /** We serve the SOP class, but with none of the offered transfer syntaxes. */
            TRANSFER_SYNTAXES_NOT_SUPPORTED
        }
    }
}
