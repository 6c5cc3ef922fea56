package org.lianzhen.dicom.net;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.pdu.AssociateAc;
import org.lianzhen.dicom.pdu.AssociateRq;
import org.lianzhen.dicom.pdu.AsyncOperationsWindow;
import org.lianzhen.dicom.pdu.ExtendedNegotiation;
import org.lianzhen.dicom.pdu.Octets;
import org.lianzhen.dicom.pdu.PresentationContextAc;
import org.lianzhen.dicom.pdu.PresentationContextResult;
import org.lianzhen.dicom.pdu.PresentationContextRq;
import org.lianzhen.dicom.pdu.RoleSelection;
import org.lianzhen.dicom.pdu.UserInformation;

/** The requestor's side of negotiation (PS3.7 D.3): from a proposal to a request, from its answer to terms. */
final class RequestorNegotiation {
    private final AssociationProposal proposal;
    private final AssociationOptions options;

    RequestorNegotiation(AssociationProposal proposal, AssociationOptions options) {
        this.proposal = proposal;
        this.options = options;
    }

    AssociateRq request() {
        return new AssociateRq(proposal.calledAeTitle(), proposal.callingAeTitle(), proposal.contexts(), information());
    }

    private UserInformation information() {
        OperationsWindow window = options.window();
        UserInformation.Builder builder = UserInformation
                .builder(options.maxPduLength(), options.implementation().classUid())
                .implementationVersionName(options.implementation().versionName())
                .userIdentityRq(proposal.identity());
        if (!window.equals(OperationsWindow.SYNCHRONOUS)) {
            builder.asyncOperationsWindow(new AsyncOperationsWindow(window.invoked(), window.performed()));
        }
        proposal.roles().forEach(builder::roleSelection);
        proposal.extended().forEach(builder::extendedNegotiation);
        proposal.commonExtended().forEach(builder::commonExtendedNegotiation);
        return builder.build();
    }

    /** What holds after this answer. An answer to something we never proposed counts for nothing. */
    AssociationTerms terms(AssociateAc answer) {
        var accepted = new HashMap<Integer, AcceptedContext>();
        var refused = new ArrayList<RefusedContext>();
        for (PresentationContextRq proposed : proposal.contexts()) {
            PresentationContextAc result = answerTo(proposed, answer);
            TransferSyntax syntax = agreed(proposed, result);
            if (syntax != null) {
                accepted.put(proposed.id(), new AcceptedContext(proposed.id(), proposed.abstractSyntax(), syntax));
            } else {
                refused.add(new RefusedContext(proposed.id(), proposed.abstractSyntax(), refusal(result)));
            }
        }
        return terms(answer.userInformation(), accepted, refused);
    }

    private AssociationTerms terms(UserInformation theirs, Map<Integer, AcceptedContext> accepted,
            List<RefusedContext> refused) {
        AsyncOperationsWindow window = theirs.effectiveWindow();
        OperationsWindow ours = new OperationsWindow(Windows.cap(window.maxInvoked(), options.window().invoked()),
                Windows.cap(window.maxPerformed(), options.window().performed()));
        return new AssociationTerms(true, proposal.callingAeTitle(), proposal.calledAeTitle(), accepted, refused, ours,
                roles(theirs), extended(theirs), theirs.maxLength(),
                new ImplementationIdentity(theirs.implementationClassUid(), theirs.implementationVersionName()), null);
    }

    private static @Nullable PresentationContextAc answerTo(PresentationContextRq proposed, AssociateAc answer) {
        return answer.presentationContexts().stream().filter(context -> context.id() == proposed.id()).findFirst()
                .orElse(null);
    }

    private static @Nullable TransferSyntax agreed(PresentationContextRq proposed,
            @Nullable PresentationContextAc answer) {
        String uid = answer == null ? null : answer.transferSyntax();
        return uid != null && proposed.transferSyntaxes().contains(uid) ? TransferSyntax.of(uid) : null;
    }

    /** A peer that accepts with a transfer syntax we never offered has not understood us: as good as refused. */
    private static int refusal(@Nullable PresentationContextAc answer) {
        if (answer == null) {
            return PresentationContextResult.NO_REASON.code();
        }
        return answer.isAccepted()
                ? PresentationContextResult.TRANSFER_SYNTAXES_NOT_SUPPORTED.code()
                : answer.result().code();
    }

    private Map<String, Roles> roles(UserInformation theirs) {
        var roles = new HashMap<String, Roles>();
        for (RoleSelection answer : theirs.roleSelections()) {
            for (RoleSelection proposed : proposal.roles()) {
                if (proposed.sopClassUid().equals(answer.sopClassUid())) {
                    roles.put(answer.sopClassUid(),
                            new Roles(answer.scu() && proposed.scu(), answer.scp() && proposed.scp()));
                }
            }
        }
        return roles;
    }

    private Map<String, Octets> extended(UserInformation theirs) {
        var answers = new HashMap<String, Octets>();
        for (ExtendedNegotiation answer : theirs.extendedNegotiations()) {
            boolean asked = proposal.extended().stream()
                    .anyMatch(proposed -> proposed.sopClassUid().equals(answer.sopClassUid()));
            if (asked) {
                answers.put(answer.sopClassUid(), answer.applicationInformation());
            }
        }
        return answers;
    }
}
