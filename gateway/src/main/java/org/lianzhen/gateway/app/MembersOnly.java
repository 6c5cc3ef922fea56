package org.lianzhen.gateway.app;

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
import org.lianzhen.gateway.member.DicomNode;
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
                yield CompletableFuture
                        .completedStage(rejected(request, "", new AcceptDecision.Reject(answer(reason))));
            }
            case Admission.Granted(DicomNode node) -> entity.decide(request)
                    .thenApply(decision -> switch (decision) {
                        case AcceptDecision.Accept accept -> accepted(request, node, accept);
                        case AcceptDecision.Reject reject -> rejected(request, node.unit(), reject);
                    });
        };
    }

    private AcceptDecision accepted(AssociationRequest request, DicomNode node, AcceptDecision.Accept accept) {
        write(request, AuditEvent.success(actor(request, node.unit()), AuditAction.ASSOCIATION_ACCEPT,
                request.calledAeTitle()));
        return new AcceptDecision.Accept(new LicensedPolicy(request, node, accept.policy()), accept.listener());
    }

    private AcceptDecision rejected(AssociationRequest request, String unit, AcceptDecision.Reject reject) {
        write(request, AuditEvent.refused(actor(request, unit), AuditAction.ASSOCIATION_REJECT,
                request.calledAeTitle()));
        return reject;
    }

    private static AuditEvent.Actor actor(AssociationRequest request, String unit) {
        return AuditEvent.Actor.node(request.callingAeTitle(), unit, request.peer());
    }

    /** Images are taken even when nobody can write down that an association began. */
    private void write(AssociationRequest request, AuditEvent event) {
        audit.append(event)
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
