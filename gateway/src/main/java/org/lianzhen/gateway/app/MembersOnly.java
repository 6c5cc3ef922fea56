package org.lianzhen.gateway.app;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lianzhen.dicom.net.AcceptDecision;
import org.lianzhen.dicom.net.AssociationAcceptor;
import org.lianzhen.dicom.net.AssociationRequest;
import org.lianzhen.dicom.pdu.AssociateRj;
import org.lianzhen.dicom.pdu.RejectReason;
import org.lianzhen.gateway.member.Admission;
import org.lianzhen.gateway.member.MemberDirectory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets nodes of members in, to what they are licensed for. Whoever may not be the node it says it is, is rejected as not
 * recognized (1/1/3); a node that is recognized and may not call at present, without a reason (1/1/1): ours is in the log.
 */
final class MembersOnly implements AssociationAcceptor {
    private static final Logger LOG = LoggerFactory.getLogger(MembersOnly.class);

    private final MemberDirectory members;
    private final AssociationAcceptor entity;

    MembersOnly(MemberDirectory members, AssociationAcceptor entity) {
        this.members = members;
        this.entity = entity;
    }

    @Override
    public CompletionStage<AcceptDecision> decide(AssociationRequest request) {
        var call = new Admission.Call(request.callingAeTitle(), request.peer(), request.certificate());
        return switch (members.admit(call)) {
            case Admission.Denied(Admission.Reason reason) -> {
                LOG.info("Rejected '{}' at {}, which called '{}': {}", request.callingAeTitle(), request.peer(),
                        request.calledAeTitle(), reason.inWords());
                yield CompletableFuture.completedStage(new AcceptDecision.Reject(answer(reason)));
            }
            case Admission.Granted granted -> entity.decide(request)
                    .thenApply(decision -> decision instanceof AcceptDecision.Accept accept
                            ? new AcceptDecision.Accept(
                                    new LicensedPolicy(request, granted.node(), accept.policy()), accept.listener())
                            : decision);
        };
    }

    private static AssociateRj answer(Admission.Reason reason) {
        return AssociateRj.permanent(reason.isUnrecognized()
                ? RejectReason.CALLING_AE_TITLE_NOT_RECOGNIZED
                : RejectReason.NO_REASON_GIVEN);
    }
}
