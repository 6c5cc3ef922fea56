package org.lianzhen.dicom.net;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.net.NegotiationPolicy.ContextDecision;
import org.lianzhen.dicom.pdu.AssociateAc;
import org.lianzhen.dicom.pdu.AssociateRq;
import org.lianzhen.dicom.pdu.AsyncOperationsWindow;
import org.lianzhen.dicom.pdu.ExtendedNegotiation;
import org.lianzhen.dicom.pdu.Octets;
import org.lianzhen.dicom.pdu.PresentationContextAc;
import org.lianzhen.dicom.pdu.PresentationContextResult;
import org.lianzhen.dicom.pdu.PresentationContextRq;
import org.lianzhen.dicom.pdu.RoleSelection;
import org.lianzhen.dicom.pdu.UserIdentityAc;
import org.lianzhen.dicom.pdu.UserIdentityRq;
import org.lianzhen.dicom.pdu.UserInformation;

/** The acceptor's side of negotiation (PS3.7 D.3): from a request and a policy to an answer and terms. */
final class AcceptorNegotiation {
    private final AssociateRq request;
    private final NegotiationPolicy policy;
    private final AssociationOptions options;
    private final Map<Integer, AcceptedContext> accepted = new HashMap<>();
    private final List<RefusedContext> refused = new ArrayList<>();
    private final Map<String, Roles> roles = new HashMap<>();
    private final Map<String, Octets> extended = new HashMap<>();

    AcceptorNegotiation(AssociateRq request, NegotiationPolicy policy, AssociationOptions options) {
        this.request = request;
        this.policy = policy;
        this.options = options;
    }

    /** What goes on the wire and what holds from then on. */
    record Agreement(AssociateAc answer, AssociationTerms terms) {}

    /**
     * Negotiates.
     *
     * @param user
     *            whom the authenticator accepted, if it was asked
     */
    Agreement negotiate(Authenticator.Verdict.@Nullable Accepted user) {
        List<PresentationContextAc> contexts = request.presentationContexts().stream().map(this::context).toList();
        negotiateRoles();
        negotiateExtended();
        UserInformation theirs = request.userInformation();
        AsyncOperationsWindow window = theirs.asyncOperationsWindow() == null ? null : window(theirs.effectiveWindow());
        AssociateAc answer = AssociateAc.answering(request, contexts, information(window, user));
        return new Agreement(answer, terms(window, user));
    }

    private PresentationContextAc context(PresentationContextRq proposed) {
        return switch (decide(proposed)) {
            case ContextDecision.Accepted(TransferSyntax syntax) -> {
                accepted.put(proposed.id(), new AcceptedContext(proposed.id(), proposed.abstractSyntax(), syntax));
                yield PresentationContextAc.accepted(proposed.id(), syntax.uid());
            }
            case ContextDecision.Refused why -> {
                PresentationContextResult result = result(why);
                refused.add(new RefusedContext(proposed.id(), proposed.abstractSyntax(), result.code()));
                yield PresentationContextAc.rejected(proposed.id(), result);
            }
        };
    }

    private ContextDecision decide(PresentationContextRq proposed) {
        List<TransferSyntax> offered = proposed.transferSyntaxes().stream().map(TransferSyntax::of)
                .filter(Objects::nonNull).toList();
        if (offered.isEmpty()) {
            return ContextDecision.Refused.TRANSFER_SYNTAXES_NOT_SUPPORTED;
        }
        ContextDecision decision = policy.context(proposed.abstractSyntax(), offered);
        if (decision instanceof ContextDecision.Accepted(TransferSyntax syntax) && !offered.contains(syntax)) {
            throw new IllegalStateException("the policy chose " + syntax.uid() + ", which was not offered");
        }
        return decision;
    }

    private static PresentationContextResult result(ContextDecision.Refused why) {
        return switch (why) {
            case USER_REJECTION -> PresentationContextResult.USER_REJECTION;
            case ABSTRACT_SYNTAX_NOT_SUPPORTED -> PresentationContextResult.ABSTRACT_SYNTAX_NOT_SUPPORTED;
            case TRANSFER_SYNTAXES_NOT_SUPPORTED -> PresentationContextResult.TRANSFER_SYNTAXES_NOT_SUPPORTED;
        };
    }

    /** Answers only what was proposed, and only for SOP classes that got a context. */
    private void negotiateRoles() {
        Set<String> served = acceptedSopClasses();
        for (RoleSelection proposed : request.userInformation().roleSelections()) {
            if (served.contains(proposed.sopClassUid())) {
                Roles answer = policy.roles(proposed.sopClassUid(), new Roles(proposed.scu(), proposed.scp()));
                roles.put(proposed.sopClassUid(),
                        new Roles(answer.scu() && proposed.scu(), answer.scp() && proposed.scp()));
            }
        }
    }

    /** The same holds here. */
    private void negotiateExtended() {
        Set<String> served = acceptedSopClasses();
        for (ExtendedNegotiation proposed : request.userInformation().extendedNegotiations()) {
            byte[] answer = served.contains(proposed.sopClassUid())
                    ? policy.extended(proposed.sopClassUid(), proposed.applicationInformation().toByteArray())
                    : null;
            if (answer != null) {
                extended.put(proposed.sopClassUid(), Octets.of(answer));
            }
        }
    }

    private Set<String> acceptedSopClasses() {
        var classes = new HashSet<String>();
        accepted.values().forEach(context -> classes.add(context.abstractSyntax()));
        return classes;
    }

    /** Seen from the requestor, as both PDUs are. */
    private AsyncOperationsWindow window(AsyncOperationsWindow proposed) {
        return new AsyncOperationsWindow(Windows.cap(proposed.maxInvoked(), options.window().performed()),
                Windows.cap(proposed.maxPerformed(), options.window().invoked()));
    }

    private UserInformation information(@Nullable AsyncOperationsWindow window,
            Authenticator.Verdict.@Nullable Accepted user) {
        ImplementationIdentity we = options.implementation();
        UserInformation.Builder builder = UserInformation.builder(options.maxPduLength(), we.classUid())
                .implementationVersionName(we.versionName()).asyncOperationsWindow(window);
        roles.forEach((uid, role) -> builder.roleSelection(new RoleSelection(uid, role.scu(), role.scp())));
        extended.forEach((uid, info) -> builder.extendedNegotiation(new ExtendedNegotiation(uid, info)));
        UserIdentityRq identity = request.userInformation().userIdentityRq();
        if (user != null && identity != null && identity.positiveResponseRequested()) {
            builder.userIdentityAc(new UserIdentityAc(serverResponse(identity.type(), user)));
        }
        return builder.build();
    }

    /** Names and passcodes are confirmed by the item alone (PS3.7 Table D.3-15). */
    private static Octets serverResponse(int identityType, Authenticator.Verdict.Accepted user) {
        return switch (identityType) {
            case UserIdentityRq.USERNAME, UserIdentityRq.USERNAME_AND_PASSCODE -> Octets.EMPTY;
            default -> user.serverResponse();
        };
    }

    private AssociationTerms terms(@Nullable AsyncOperationsWindow window,
            Authenticator.Verdict.@Nullable Accepted user) {
        UserInformation theirs = request.userInformation();
        OperationsWindow ours = window == null
                ? OperationsWindow.SYNCHRONOUS
                : new OperationsWindow(window.maxPerformed(), window.maxInvoked());
        return new AssociationTerms(false, request.callingAeTitle(), request.calledAeTitle(), accepted, refused, ours,
                roles, extended, theirs.maxLength(),
                new ImplementationIdentity(theirs.implementationClassUid(), theirs.implementationVersionName()),
                user == null ? null : user.name());
    }
}
