package org.lianzhen.dicom.service;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.lianzhen.dicom.net.AssociationProposal;
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
                && before.extended().containsAll(proposal.extended())
                && before.commonExtended().containsAll(proposal.commonExtended());
    }

    private record Kind(String abstractSyntax, List<String> transferSyntaxes) {
        static Kind of(PresentationContextRq context) {
            return new Kind(context.abstractSyntax(), context.transferSyntaxes());
        }
    }
}
