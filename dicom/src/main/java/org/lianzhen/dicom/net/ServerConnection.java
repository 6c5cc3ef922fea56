package org.lianzhen.dicom.net;

import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.dimse.PdvSplitter;
import org.lianzhen.dicom.net.AcceptorNegotiation.Agreement;
import org.lianzhen.dicom.net.AssociationRegister.Entry;
import org.lianzhen.dicom.net.AssociationRegister.Ticket;
import org.lianzhen.dicom.net.Authenticator.Verdict;
import org.lianzhen.dicom.pdu.Abort;
import org.lianzhen.dicom.pdu.AssociateRj;
import org.lianzhen.dicom.pdu.AssociateRq;
import org.lianzhen.dicom.pdu.RejectReason;
import org.lianzhen.dicom.pdu.UserIdentityRq;

/**
 * One connection of a server until there is an association: checks the request, asks authenticator and acceptor, answers, and
 * hands over.
 */
final class ServerConnection implements AssociationHandler.Opening {
    private final ServerOptions options;
    private final AssociationRegister register;
    private final AssociationHandler handler;
    private final Channel channel;
    private final AssociationLog log;
    private final LoopTimer decisionTimer;
    private @Nullable Ticket ticket;
    private @Nullable LiveAssociation association;
    private boolean settled;

    ServerConnection(Channel channel, ServerOptions options, AssociationRegister register, Reminders reminders) {
        this.options = options;
        this.register = register;
        this.channel = channel;
        this.handler = new AssociationHandler(channel, (InetSocketAddress) channel.remoteAddress(),
                options.association(), this);
        this.log = new AssociationLog(handler.peer(), options.events(), reminders);
        this.decisionTimer = new LoopTimer(channel.eventLoop(), this::decisionMissed);
    }

    AssociationHandler handler() {
        return handler;
    }

    /** Ends in good order: releases the association, or closes a connection that has none. */
    void drain() {
        if (association != null) {
            association.release();
        } else {
            abort("the server stops");
        }
    }

    /** Ends at once; who still waits for our decision hears an A-ABORT (AA-1 in Sta3). */
    void abort(String why) {
        if (association != null) {
            association.abort(why);
        } else {
            handler.layer().abort(new AssociationEnd.AbortedByUs(Abort.byUser(), why));
        }
    }

    /** Closes a connection that speaks something else. */
    void drop(String why) {
        handler.layer().drop(why);
    }

    @Override
    public boolean isRequestor() {
        return false;
    }

    @Override
    public void connected() {
        handler.layer().connected();
    }

    @Override
    public void associateIndication(AssociateRq request) {
        log.requested(request);
        decisionTimer.start(options.association().timeouts().of(Deadline.DECISION));
        AssociationAcceptor acceptor = options.entities().acceptor(request.calledAeTitle());
        if (!request.applicationContext().equals(AssociateRq.DICOM_APPLICATION_CONTEXT)) {
            reject(AssociateRj.permanent(RejectReason.APPLICATION_CONTEXT_NAME_NOT_SUPPORTED), "not DICOM's");
        } else if (acceptor == null) {
            reject(AssociateRj.permanent(RejectReason.CALLED_AE_TITLE_NOT_RECOGNIZED), "no such AE title here");
        } else if (!hasRoomForData(request)) {
            reject(AssociateRj.permanent(RejectReason.ACSE_NO_REASON_GIVEN), "its maximum PDU length is too small");
        } else if (register(request)) {
            authenticate(new AssociationRequest(request, handler.peer(), Tls.peerCertificate(channel), null), acceptor);
        }
    }

    private static boolean hasRoomForData(AssociateRq request) {
        long length = request.userInformation().maxLength();
        return length == 0 || length >= PdvSplitter.SMALLEST_MAX_LENGTH;
    }

    private boolean register(AssociateRq request) {
        Entry entry = register.enter(handler.peer().getAddress(), request.callingAeTitle(), request.calledAeTitle());
        ticket = entry.ticket();
        if (ticket == null) {
            reject(AssociateRj.transientRejection(RejectReason.LOCAL_LIMIT_EXCEEDED), entry.refusal());
        }
        return ticket != null;
    }

    private void authenticate(AssociationRequest request, AssociationAcceptor acceptor) {
        UserIdentityRq identity = request.pdu().userInformation().userIdentityRq();
        Authenticator authenticator = options.authenticator();
        if (identity == null || authenticator == null) {
            ask(request, acceptor, null);
            return;
        }
        OnLoop.await(channel, () -> authenticator.authenticate(request, identity), (verdict, fault) -> {
            switch (verdict) {
                // the standard has a denial come from ACSE, and for good: the same identity would fail again (PS3.7 D.3.3.7.3)
                case Verdict.Denied(String why) -> reject(
                        AssociateRj.permanent(RejectReason.ACSE_NO_REASON_GIVEN), "user identity not accepted: " + why);
                case Verdict.Accepted user -> ask(request.provenToBe(user.name()), acceptor, user);
                case null -> reject(AssociateRj.transientRejection(RejectReason.ACSE_NO_REASON_GIVEN),
                        "user identity not checked: fault " + fault);
            }
        });
    }

    private void ask(AssociationRequest request, AssociationAcceptor acceptor, Verdict.@Nullable Accepted user) {
        OnLoop.await(channel, () -> acceptor.decide(request), (decision, fault) -> {
            switch (decision) {
                case null -> reject(AssociateRj.transientRejection(RejectReason.NO_REASON_GIVEN), "fault " + fault);
                case AcceptDecision.Reject(AssociateRj answer) -> turnAway(answer);
                case AcceptDecision.Accept accept -> accept(request.pdu(), accept, user);
            }
        });
    }

    private void accept(AssociateRq request, AcceptDecision.Accept accept, Verdict.@Nullable Accepted user) {
        if (settle()) {
            Agreement agreement = new AcceptorNegotiation(request, accept.policy(), options.association())
                    .negotiate(user);
            var made = new LiveAssociation(handler, agreement.terms(), options.association().timeouts(),
                    accept.listener());
            association = made;
            handler.handTo(made.conversation());
            handler.layer().accept(agreement.answer(), made.conversation());
            log.established(made, this::giveBackTicket);
            made.conversation().established();
        }
    }

    private void reject(AssociateRj answer, @Nullable String why) {
        if (settle()) {
            giveBackTicket();
            log.refused(answer.describe() + ": " + why);
            handler.layer().reject(answer);
        }
    }

    /** As the application wants; it knows why, and tells. */
    private void turnAway(AssociateRj answer) {
        if (settle()) {
            giveBackTicket();
            log.turnedAway(answer.describe());
            handler.layer().reject(answer);
        }
    }

    private void decisionMissed() {
        reject(AssociateRj.transientRejection(RejectReason.NO_REASON_GIVEN), "no decision in time");
    }

    /** Whether the answer is still open; it is not any more afterwards. */
    private boolean settle() {
        boolean open = !settled && handler.layer().awaitsDecision();
        settled = true;
        decisionTimer.close();
        return open;
    }

    @Override
    public void rejectedByProvider(AssociateRq request, AssociateRj answer) {
        log.requested(request);
        log.refused(answer.describe() + ": protocol version " + request.protocolVersion());
    }

    @Override
    public void irregularity(String what) {
        log.tolerated(what);
    }

    /** There will be no association on this connection. */
    @Override
    public void ended(AssociationEnd end) {
        settled = true;
        decisionTimer.close();
        giveBackTicket();
        if (handler.traffic().received() == 0 && end instanceof AssociationEnd.ConnectionLost) {
            log.visited();
        } else {
            log.refused(end.inWords());
        }
    }

    private void giveBackTicket() {
        if (ticket != null) {
            ticket.giveBack();
        }
    }
}
