package org.lianzhen.gateway.app;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lianzhen.dicom.net.AcceptDecision;
import org.lianzhen.dicom.net.AssociationAcceptor;
import org.lianzhen.dicom.net.AssociationRequest;
import org.lianzhen.dicom.pdu.AssociateRj;
import org.lianzhen.dicom.pdu.RejectReason;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.audit.AuditLog;
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
    private final AuditLog audit;

    MembersOnly(MemberDirectory members, AssociationAcceptor entity, AuditLog audit) {
        this.members = members;
        this.entity = entity;
        this.audit = audit;
    }

    @Override
    public CompletionStage<AcceptDecision> decide(AssociationRequest request) {
        var call = new Admission.Call(request.callingAeTitle(), request.peer(), request.certificate());
        return switch (members.admit(call)) {
            case Admission.Denied(Admission.Reason reason) -> {
                LOG.info("Rejected '{}' at {}, which called '{}': {}", request.callingAeTitle(), request.peer(),
                        request.calledAeTitle(), reason.inWords());
                write(request, "", AuditAction.ASSOCIATION_REJECT, AuditEvent.Outcome.REFUSED);
                yield CompletableFuture.completedStage(new AcceptDecision.Reject(answer(reason)));
            }
            case Admission.Granted granted -> {
                write(request, granted.node().unit(), AuditAction.ASSOCIATION_ACCEPT, AuditEvent.Outcome.SUCCESS);
                yield entity.decide(request)
                        .thenApply(decision -> decision instanceof AcceptDecision.Accept accept
                                ? new AcceptDecision.Accept(
                                        new LicensedPolicy(request, granted.node(), accept.policy()),
                                        accept.listener())
                                : decision);
            }
        };
    }

    /** Images are taken even when nobody can write down that an association began. */
    private void write(AssociationRequest request, String unit, AuditAction action, AuditEvent.Outcome outcome) {
        var actor = new AuditEvent.Actor(request.callingAeTitle(), "DICOM_NODE", unit,
                String.valueOf(request.peer().getAddress() == null ? request.peer().getHostString()
                        : request.peer().getAddress().getHostAddress()));
        audit.append(new AuditEvent(actor, action, outcome, request.calledAeTitle(), Map.of()))
                .whenComplete((written, fault) -> {
                    if (fault != null) {
                        LOG.warn("The association of '{}' at {} could not be written to the audit log: {}",
                                request.callingAeTitle(), request.peer(), fault.getMessage());
                    }
                });
    }

    private static AssociateRj answer(Admission.Reason reason) {
        return AssociateRj.permanent(reason.isUnrecognized()
                ? RejectReason.CALLING_AE_TITLE_NOT_RECOGNIZED
                : RejectReason.NO_REASON_GIVEN);
    }
}
