package org.lianzhen.dicom.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.pdu.Abort;
import org.lianzhen.dicom.pdu.AbortReason;
import org.lianzhen.dicom.pdu.AssociateAc;
import org.lianzhen.dicom.pdu.AssociateRj;
import org.lianzhen.dicom.pdu.AssociateRq;
import org.lianzhen.dicom.pdu.Pdu;
import org.lianzhen.dicom.pdu.PduException;
import org.lianzhen.dicom.pdu.PduSink;
import org.lianzhen.dicom.pdu.PdvHeader;
import org.lianzhen.dicom.pdu.ReleaseRp;
import org.lianzhen.dicom.pdu.ReleaseRq;
import org.lianzhen.dicom.ul.Action;
import org.lianzhen.dicom.ul.Event;
import org.lianzhen.dicom.ul.State;
import org.lianzhen.dicom.ul.Transition;
import org.lianzhen.dicom.ul.TransitionTable;

/**
 * The upper-layer service provider of one connection: holds the state, asks the table of PS3.8 what an event means, and has
 * the action performed. The state changes before the action runs, so that an action may cause the next event.
 */
final class UpperLayer implements PduSink {
    /** Data arrive in many pieces: the same for all of them. */
    private static final Occurrence DATA = new Occurrence(null, unexpected("P-DATA-TF"));

    private final Channel channel;
    private final boolean requestor;
    private final UpperLayerUser setUp;
    private final UpperLayerActions actions;
    private final List<String> irregularities = new ArrayList<>(0);
    private State state = State.STA1;

    /**
     * @param requestor
     *            whether we are the side that asks for the association
     * @param firstUser
     *            hears what happens until the association is established
     */
    UpperLayer(Channel channel, boolean requestor, Timeouts timeouts, UpperLayerUser firstUser) {
        this.channel = channel;
        this.requestor = requestor;
        this.setUp = firstUser;
        this.actions = new UpperLayerActions(channel, timeouts, firstUser, this::artimExpired);
    }

    /** Something that happened: its PDU, received or to be sent, and how the association ends if it ends by this. */
    record Occurrence(@Nullable Pdu pdu, AssociationEnd end) {}

    /** A server's connection is open. */
    void connected() {
        fire(Event.TRANSPORT_CONNECT_INDICATION, nothing());
    }

    /** The connection is no more. */
    void disconnected(String why) {
        var end = new AssociationEnd.ConnectionLost(why);
        if (!isClosed()) {
            fire(Event.TRANSPORT_CONNECTION_CLOSED, new Occurrence(null, end));
        }
        actions.connectionGone(end);
    }

    /** Bytes read before we closed the connection may still be decoded after it; they mean nothing any more. */
    private boolean isClosed() {
        return state == State.STA1;
    }

    @Override
    public void onPdu(Pdu pdu) {
        if (isClosed()) {
            return;
        }
        AssociationEnd end = pdu instanceof Abort abort
                ? new AssociationEnd.AbortedByPeer(abort)
                : unexpected(pdu.getClass().getSimpleName());
        fire(Event.received(pdu), new Occurrence(pdu, end));
        irregularities.forEach(setUp::irregularity);
        irregularities.clear();
    }

    @Override
    public void onIrregularity(String what) {
        irregularities.add(what);
    }

    @Override
    public void onPdv(PdvHeader header, ByteBuf piece, boolean endOfPdv) {
        Action action = isClosed() ? Action.AA_6 : fire(Event.P_DATA_TF_PDU, DATA);
        if (action == Action.DT_2 || action == Action.AR_6) {
            actions.user().dataIndication(header, piece, endOfPdv);
        } else {
            piece.release();
        }
    }

    /** What arrived is no acceptable PDU. */
    void invalid(PduException fault) {
        String why = String.valueOf(fault.getMessage());
        if (isClosed() || fault.kind().isForeignProtocol()) {
            drop(why);
        } else {
            fire(Event.INVALID_PDU,
                    new Occurrence(fault.abort(), new AssociationEnd.AbortedByUs(fault.abort(), why)));
        }
    }

    /** Closes without a word, where the peer would not understand one. */
    void drop(String why) {
        close(new AssociationEnd.Dropped(why));
    }

    private void close(AssociationEnd end) {
        state = State.STA1;
        actions.close(end);
    }

    /** A client's connection is open: asks for the association. */
    void request(AssociateRq request) {
        fire(Event.A_ASSOCIATE_REQUEST, nothing());
        fire(Event.TRANSPORT_CONNECT_CONFIRM, new Occurrence(request, nothing().end()));
    }

    /** Accepts. Indications go to the next user from now on. */
    void accept(AssociateAc answer, UpperLayerUser next) {
        actions.handTo(next);
        fire(Event.A_ASSOCIATE_RESPONSE_ACCEPT, new Occurrence(answer, nothing().end()));
    }

    /** The peer has accepted: indications go to the next user from now on. */
    void handTo(UpperLayerUser next) {
        actions.handTo(next);
    }

    /** Rejects. */
    void reject(AssociateRj answer) {
        fire(Event.A_ASSOCIATE_RESPONSE_REJECT, new Occurrence(answer, nothing().end()));
    }

    /** Whether P-DATA may be sent now. */
    boolean maySend() {
        return TransitionTable.next(state, Event.P_DATA_REQUEST) != null;
    }

    /** Whether the association is established and nobody has asked for its release. */
    boolean isEstablished() {
        return state == State.STA6;
    }

    /** Whether we wait for our user's A-ASSOCIATE response. */
    boolean awaitsDecision() {
        return state == State.STA3;
    }

    /** Asks for release; only in an established association. */
    void requestRelease() {
        fire(Event.A_RELEASE_REQUEST, new Occurrence(new ReleaseRq(), nothing().end()));
    }

    /** Agrees to the peer's release where it is our turn to; in a collision the requestor goes first. */
    void respondRelease() {
        if (state == State.STA8 || state == State.STA9 || state == State.STA12) {
            fire(Event.A_RELEASE_RESPONSE, new Occurrence(new ReleaseRp(), new AssociationEnd.Released(true)));
        }
    }

    /** Ends the association as its user, whatever state it is in. */
    void abort(AssociationEnd end) {
        switch (state) {
            case STA1, STA2 -> close(end);
            case STA13 -> actions.finish(end);
            default -> fire(Event.A_ABORT_REQUEST, new Occurrence(Abort.byUser(), end));
        }
    }

    private void artimExpired() {
        AssociationEnd end = state == State.STA2
                ? new AssociationEnd.TimedOut(Deadline.REQUEST, "no complete A-ASSOCIATE-RQ")
                : new AssociationEnd.TimedOut(Deadline.CLOSE, "the peer did not close the connection");
        fire(Event.ARTIM_TIMER_EXPIRED, new Occurrence(null, end));
    }

    private Action fire(Event event, Occurrence at) {
        assert channel.eventLoop().inEventLoop();
        Transition transition = TransitionTable.next(state, event);
        if (transition == null) {
            throw new IllegalStateException(event + " cannot happen in " + state);
        }
        Action action = transition.action();
        boolean condition = action == Action.AR_8 ? requestor : isAcceptable(at.pdu());
        state = transition.next(condition);
        actions.perform(action, at);
        return action;
    }

    /** What AE-6 asks of the service provider. */
    private static boolean isAcceptable(@Nullable Pdu pdu) {
        return !(pdu instanceof AssociateRq request) || request.supportsVersion1();
    }

    private static Occurrence nothing() {
        return new Occurrence(null, new AssociationEnd.ConnectionLost("nothing happened"));
    }

    private static AssociationEnd unexpected(String what) {
        return new AssociationEnd.AbortedByUs(Abort.byProvider(AbortReason.UNEXPECTED_PDU), "unexpected " + what);
    }
}
