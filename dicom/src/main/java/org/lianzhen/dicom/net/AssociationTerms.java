package org.lianzhen.dicom.net;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.pdu.Octets;

/**
 * What two application entities agreed on.
 *
 * @param requestor
 *            whether we requested the association
 * @param callingAeTitle
 *            the requestor's title, without padding
 * @param calledAeTitle
 *            the acceptor's title, without padding
 * @param contexts
 *            accepted presentation contexts by id
 * @param refused
 *            the other proposed contexts
 * @param window
 *            operations at once, from our point of view
 * @param roles
 *            answers to role proposals by SOP class UID
 * @param extended
 *            the acceptor's answers to extended negotiation by SOP class UID
 * @param maxPduToPeer
 *            longest P-DATA-TF variable field the peer takes; 0 means no limit
 * @param peer
 *            the other side's implementation
 * @param peerIdentity
 *            name of the user the peer proved to be; null where nothing was proved
 */
public record AssociationTerms(boolean requestor, String callingAeTitle, String calledAeTitle,
        Map<Integer, AcceptedContext> contexts, List<RefusedContext> refused, OperationsWindow window,
        Map<String, Roles> roles, Map<String, Octets> extended, long maxPduToPeer, ImplementationIdentity peer,
        @Nullable String peerIdentity) {
    public AssociationTerms {
        contexts = Map.copyOf(contexts);
        refused = List.copyOf(refused);
        roles = Map.copyOf(roles);
        extended = Map.copyOf(extended);
    }

    /** The peer's AE title. */
    public String peerAeTitle() {
        return requestor ? calledAeTitle : callingAeTitle;
    }

    /** The accepted context with this id, or null. */
    public @Nullable AcceptedContext context(int id) {
        return contexts.get(id);
    }

    /** Accepted contexts for a SOP class, by ascending id. */
    public List<AcceptedContext> contextsFor(String abstractSyntax) {
        return contexts.values().stream().filter(context -> context.abstractSyntax().equals(abstractSyntax))
                .sorted(Comparator.comparingInt(AcceptedContext::id)).toList();
    }

    /** The first accepted context for a SOP class with this transfer syntax, or null. */
    public @Nullable AcceptedContext contextFor(String abstractSyntax, TransferSyntax transferSyntax) {
        return contextsFor(abstractSyntax).stream().filter(context -> context.transferSyntax().equals(transferSyntax))
                .findFirst().orElse(null);
    }

    /** Which roles the requestor may take for a SOP class. */
    public Roles rolesFor(String abstractSyntax) {
        return roles.getOrDefault(abstractSyntax, Roles.DEFAULT);
    }

    /** The acceptor's service-class information for a SOP class (PS3.7 D.3.3.5), or null if it answered nothing. */
    public byte @Nullable [] extendedAnswer(String sopClassUid) {
        Octets answer = extended.get(sopClassUid);
        return answer == null ? null : answer.toByteArray();
    }
}
