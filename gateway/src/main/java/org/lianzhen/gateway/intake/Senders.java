package org.lianzhen.gateway.intake;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.net.Association;
import org.lianzhen.dicom.net.AssociationTerms;
import org.lianzhen.gateway.member.Licence;
import org.lianzhen.gateway.member.MemberDirectory;
import org.lianzhen.gateway.member.Members;
import org.lianzhen.gateway.member.ServedTitle;
import org.lianzhen.gateway.member.Urgency;

/** Knows on whose behalf a peer sends. */
@FunctionalInterface
public interface Senders {
    /** Empty when the peer is nobody's. Must not block. */
    Optional<Sender> of(Association association);

    /**
     * On whose behalf a peer sends.
     *
     * @param unit code of the unit that owns what it sends
     * @param assumedCharset defined term of Specific Character Set for texts that name none or ISO_IR 100, or null
     * @param urgency that the AE title it called is kept for
     */
    record Sender(String unit, @Nullable String assumedCharset, Urgency urgency) {}

    /** Those whom the members name. */
    static Senders of(MemberDirectory directory) {
        return association -> {
            AssociationTerms terms = association.terms();
            return directory.caller(terms.peerAeTitle(), association.peerAddress())
                    .filter(node -> node.may(Licence.STORE)).map(node -> new Sender(node.unit(), node.assumedCharset(),
                            urgency(directory.members(), terms.calledAeTitle())));
        };
    }

    private static Urgency urgency(Members members, String calledAeTitle) {
        return members.title(calledAeTitle).map(ServedTitle::urgency)
                .orElse(Urgency.ROUTINE);
    }
}
