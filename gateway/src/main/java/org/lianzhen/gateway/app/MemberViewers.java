package org.lianzhen.gateway.app;

import java.util.Optional;
import java.util.Set;
import org.lianzhen.dicom.net.Association;
import org.lianzhen.gateway.access.Reach;
import org.lianzhen.gateway.member.DicomNode;
import org.lianzhen.gateway.member.Licence;
import org.lianzhen.gateway.member.MemberDirectory;
import org.lianzhen.gateway.query.Viewers;

/**
 * What nodes may see by what the members have agreed.
 *
 * @param licences one of which a node needs to see anything
 */
record MemberViewers(MemberDirectory members, Set<Licence> licences) implements Viewers {
    MemberViewers {
        licences = Set.copyOf(licences);
    }

    @Override
    public Optional<Viewer> of(Association association) {
        return members.caller(association.terms().peerAeTitle(), association.peerAddress())
                .filter(node -> licences.stream().anyMatch(node::may))
                .map(node -> new Viewer(node.unit(), reach().ofNode(node.unit()), node.answerCharset()));
    }

    @Override
    public Set<String> sharedWith(String aeTitle) {
        return members.members().node(aeTitle).map(DicomNode::unit).map(reach()::ofNode).orElse(Set.of());
    }

    private Reach reach() {
        return new Reach(members);
    }
}
