package org.lianzhen.gateway.app;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.net.AssociationRequest;
import org.lianzhen.dicom.net.NegotiationPolicy;
import org.lianzhen.dicom.net.Roles;
import org.lianzhen.dicom.service.InformationModel;
import org.lianzhen.gateway.member.DicomNode;
import org.lianzhen.gateway.member.Licence;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Agrees to what a policy agrees to and the node has a licence for. Verification needs none. */
final class LicensedPolicy implements NegotiationPolicy {
    private static final Logger LOG = LoggerFactory.getLogger(LicensedPolicy.class);

    private final AssociationRequest request;
    private final DicomNode node;
    private final NegotiationPolicy policy;
    private boolean told;

    LicensedPolicy(AssociationRequest request, DicomNode node, NegotiationPolicy policy) {
        this.request = request;
        this.node = node;
        this.policy = policy;
    }

    @Override
    public ContextDecision context(String abstractSyntax, List<TransferSyntax> offered) {
        Licence needed = needed(abstractSyntax);
        if (needed == null || node.may(needed) || takesBack(abstractSyntax)
                || reports(abstractSyntax)) {
            return policy.context(abstractSyntax, offered);
        }
        if (!told) {
            told = true;
            LOG.info("Nothing of what '{}' at {} proposes is agreed to that needs the licence {}", node.aeTitle(),
                    request.peer(), needed);
        }
        return ContextDecision.Refused.USER_REJECTION;
    }

    private static @Nullable Licence needed(String sopClass) {
        InformationModel model = InformationModel.of(sopClass);
        if (model != null) {
            return sopClass.equals(model.findSopClassUid()) ? Licence.QUERY : Licence.RETRIEVE;
        }
        return sopClass.equals(SopClass.Verification) ? null : Licence.STORE;
    }

    /** Whether a C-GET needs the context, to send instances back in it. */
    private boolean takesBack(String sopClass) {
        return node.may(Licence.RETRIEVE) && offersToProvide(sopClass);
    }

    /** Whether it is needed to answer what we asked. */
    private boolean reports(String sopClass) {
        return sopClass.equals(SopClass.StorageCommitmentPushModel) && offersToProvide(sopClass);
    }

    private boolean offersToProvide(String sopClass) {
        return request.pdu().userInformation().roleSelections().stream()
                .anyMatch(role -> role.scp() && role.sopClassUid().equals(sopClass));
    }

    @Override
    public Roles roles(String sopClassUid, Roles proposed) {
        Roles agreed = policy.roles(sopClassUid, proposed);
        boolean mayAsk = needed(sopClassUid) != Licence.STORE || node.may(Licence.STORE);
        return mayAsk ? agreed : new Roles(false, agreed.scp());
    }

    @Override
    public byte @Nullable [] extended(String sopClassUid, byte[] proposed) {
        return policy.extended(sopClassUid, proposed);
    }
}
