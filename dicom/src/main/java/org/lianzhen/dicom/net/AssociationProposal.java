package org.lianzhen.dicom.net;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.pdu.CommonExtendedNegotiation;
import org.lianzhen.dicom.pdu.ExtendedNegotiation;
import org.lianzhen.dicom.pdu.Octets;
import org.lianzhen.dicom.pdu.PresentationContextRq;
import org.lianzhen.dicom.pdu.RoleSelection;
import org.lianzhen.dicom.pdu.UserIdentityRq;

/**
 * What a client asks for.
 *
 * @param callingAeTitle
 *            ours
 * @param calledAeTitle
 *            the peer's
 * @param contexts
 *            1..128 presentation contexts with odd ids
 * @param roles
 *            only where we want other than the default roles, for instance SCP of storage classes for C-GET
 * @param extended
 *            service-class information
 * @param commonExtended
 *            related general SOP classes
 * @param identity
 *            who we are, or null
 */
public record AssociationProposal(String callingAeTitle, String calledAeTitle, List<PresentationContextRq> contexts,
        List<RoleSelection> roles, List<ExtendedNegotiation> extended, List<CommonExtendedNegotiation> commonExtended,
        @Nullable UserIdentityRq identity) {
    /** Presentation context ids are odd numbers up to 255. */
    private static final int MAX_CONTEXTS = 128;

    public AssociationProposal {
        contexts = List.copyOf(contexts);
        roles = List.copyOf(roles);
        extended = List.copyOf(extended);
        commonExtended = List.copyOf(commonExtended);
        if (contexts.isEmpty() || contexts.size() > MAX_CONTEXTS) {
            throw new IllegalArgumentException("1.." + MAX_CONTEXTS + " presentation contexts, not " + contexts.size());
        }
    }

    /** Starts a proposal without contexts. */
    public static Builder from(String callingAeTitle, String calledAeTitle) {
        return new Builder(callingAeTitle, calledAeTitle);
    }

    /** Gathers a proposal; ids are given to contexts in order: 1, 3, 5... */
    public static final class Builder {
        private final String callingAeTitle;
        private final String calledAeTitle;
        private final List<PresentationContextRq> contexts = new ArrayList<>();
        private final List<RoleSelection> roles = new ArrayList<>();
        private final List<ExtendedNegotiation> extended = new ArrayList<>();
        private final List<CommonExtendedNegotiation> commonExtended = new ArrayList<>();
        private @Nullable UserIdentityRq identity;

        private Builder(String callingAeTitle, String calledAeTitle) {
            this.callingAeTitle = callingAeTitle;
            this.calledAeTitle = calledAeTitle;
        }

        /**
         * One more context.
         *
         * @param transferSyntaxes
         *            in order of preference
         * @return its id
         */
        public int context(String abstractSyntax, List<TransferSyntax> transferSyntaxes) {
            if (roomForContexts() == 0) {
                throw new IllegalStateException("there is no room for another presentation context");
            }
            int id = 2 * contexts.size() + 1;
            contexts.add(new PresentationContextRq(id, abstractSyntax,
                    transferSyntaxes.stream().map(TransferSyntax::uid).toList()));
            return id;
        }

        /** How many more contexts fit. */
        public int roomForContexts() {
            return MAX_CONTEXTS - contexts.size();
        }

        /** Proposes roles for ourselves other than the default ones. */
        public Builder role(String sopClassUid, Roles roles) {
            this.roles.add(new RoleSelection(sopClassUid, roles.scu(), roles.scp()));
            return this;
        }

        /** Adds service-class information for a SOP class (PS3.7 D.3.3.5). */
        public Builder extended(String sopClassUid, byte[] information) {
            extended.add(new ExtendedNegotiation(sopClassUid, Octets.of(information)));
            return this;
        }

        /** Says what kind of thing a SOP class is (PS3.7 D.3.3.6). */
        public Builder commonExtended(String sopClassUid, String serviceClassUid, List<String> relatedGeneral) {
            commonExtended.add(new CommonExtendedNegotiation(sopClassUid, serviceClassUid, relatedGeneral));
            return this;
        }

        /** Says who we are. */
        public Builder identity(UserIdentityRq user) {
            identity = user;
            return this;
        }

        /** The proposal; needs at least one context. */
        public AssociationProposal build() {
            return new AssociationProposal(callingAeTitle, calledAeTitle, contexts, roles, extended, commonExtended,
                    identity);
        }
    }
}
