package org.lianzhen.dicom.service;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.lianzhen.dicom.net.AssociationProposal;
import org.lianzhen.dicom.pdu.ExtendedNegotiation;
import org.lianzhen.dicom.pdu.PresentationContextRq;
import org.lianzhen.dicom.pdu.RoleSelection;

/**
 * An association that is wanted.
 *
 * @param proposal what it must have been negotiated for
 * @param fresh whether a new one is needed, because an old one could be dead without our knowing; it is not kept either
 */
record Wish(RemoteNode node, AssociationProposal proposal, boolean fresh) {

    /** The same, but new. */
    Wish anew() {
        return new Wish(node, proposal, true);
    }

    /** Whether everything that would be proposed was proposed before: then the peer's answers are known too. */
    boolean isCoveredBy(AssociationProposal before) {
        Set<Kind> known = before.contexts().stream().map(Kind::of).collect(Collectors.toSet());
        Set<String> ours = proposal.contexts().stream().map(PresentationContextRq::abstractSyntax)
                .collect(Collectors.toSet());
        Set<RoleSelection> rolesBefore = before.roles().stream().filter(role -> ours.contains(role.sopClassUid()))
                .collect(Collectors.toSet());
        return proposal.contexts().stream().map(Kind::of).allMatch(known::contains)
                && rolesBefore.equals(new HashSet<>(proposal.roles()))
                && extendedFor(before, ours).equals(new HashSet<>(proposal.extended()))
                && before.commonExtended().containsAll(proposal.commonExtended());
    }

    /** Options that were negotiated change what every later request means, so they must be the same, not just there. */
    private static Set<ExtendedNegotiation> extendedFor(AssociationProposal before, Set<String> classes) {
        return before.extended().stream().filter(each -> classes.contains(each.sopClassUid()))
                .collect(Collectors.toSet());
    }

    private record Kind(String abstractSyntax, List<String> transferSyntaxes) {
        static Kind of(PresentationContextRq context) {
            return new Kind(context.abstractSyntax(), context.transferSyntaxes());
        }
    }
}
