package org.lianzhen.dicom.net;

import io.netty.channel.Channel;
import java.util.Objects;
import org.lianzhen.dicom.net.UpperLayer.Occurrence;
import org.lianzhen.dicom.pdu.Abort;
import org.lianzhen.dicom.pdu.AbortReason;
import org.lianzhen.dicom.pdu.AssociateAc;
import org.lianzhen.dicom.pdu.AssociateRj;
import org.lianzhen.dicom.pdu.AssociateRq;
import org.lianzhen.dicom.pdu.Pdu;
import org.lianzhen.dicom.pdu.RejectReason;
import org.lianzhen.dicom.ul.Action;

/** Performs the actions of PS3.8 Tables 9-6 to 9-9 on a channel, a timer and a user. */
final class UpperLayerActions {
    private final Wire wire;
    private final ArtimTimer artim;
    private UpperLayerUser user;
    private boolean finished;

    UpperLayerActions(Channel channel, Timeouts timeouts, UpperLayerUser firstUser, Runnable artimExpired) {
        this.wire = new Wire(channel);
        this.artim = new ArtimTimer(channel.eventLoop(), timeouts, artimExpired);
        this.user = firstUser;
    }

    UpperLayerUser user() {
        return user;
    }

    void handTo(UpperLayerUser next) {
        user = next;
    }

    /**
     * Tells the user how it ended, once. Done before our last PDU is sent: a peer that comes back as soon as it has that PDU must
     * find its old place free.
     */
    void finish(AssociationEnd end) {
        if (!finished) {
            finished = true;
            user.ended(end);
        }
    }

    void close(AssociationEnd end) {
        artim.stop();
        finish(end);
        wire.close();
    }

    void connectionGone(AssociationEnd end) {
        artim.close();
        finish(end);
    }

    void perform(Action action, Occurrence at) {
        switch (action) {
            case AE_1, AE_2, AE_3, AE_4, AE_5, AE_6, AE_7, AE_8 -> associate(action, at);
            case DT_1, DT_2, AR_6, AR_7 -> {
                // whoever fired the event moves the data
            }
            case AR_1, AR_2, AR_3, AR_4, AR_5, AR_8, AR_9, AR_10 -> release(action, at);
            case AA_1, AA_2, AA_3, AA_4, AA_5, AA_6, AA_7, AA_8 -> abort(action, at);
        }
    }

    /** Table 9-6. */
    private void associate(Action action, Occurrence at) {
        switch (action) {
            case AE_2, AE_7 -> wire.send(pdu(at));
            case AE_3 -> user.associateConfirmation((AssociateAc) pdu(at));
            case AE_4 -> {
                finished = true;
                wire.close();
                user.rejectConfirmation((AssociateRj) pdu(at));
            }
            case AE_5 -> artim.awaitRequest();
            case AE_6 -> indicate((AssociateRq) pdu(at));
            case AE_8 -> reject((AssociateRj) pdu(at));
            default -> {
                // AE-1: the client has connected already
            }
        }
    }

    private void indicate(AssociateRq request) {
        artim.stop();
        if (request.supportsVersion1()) {
            user.associateIndication(request);
        } else {
            AssociateRj answer = AssociateRj.permanent(RejectReason.PROTOCOL_VERSION_NOT_SUPPORTED);
            user.rejectedByProvider(request, answer);
            reject(answer);
        }
    }

    private void reject(AssociateRj answer) {
        finished = true;
        wire.send(answer);
        artim.awaitClose();
    }

    /** Table 9-8. */
    private void release(Action action, Occurrence at) {
        switch (action) {
            case AR_1, AR_9 -> wire.send(pdu(at));
            case AR_2, AR_8 -> user.releaseIndication();
            case AR_3 -> close(new AssociationEnd.Released(false));
            case AR_4 -> {
                finish(at.end());
                wire.send(pdu(at));
                artim.awaitClose();
            }
            case AR_10 -> user.releaseConfirmation();
            default -> artim.stop();
        }
    }

    /** Table 9-9. */
    private void abort(Action action, Occurrence at) {
        switch (action) {
            case AA_1 -> sendAbort(Abort.byUser(), at);
            case AA_2, AA_3 -> close(at.end());
            case AA_4, AA_5 -> {
                artim.stop();
                finish(at.end());
            }
            case AA_7 -> wire.send(providerAbort(at));
            case AA_8 -> sendAbort(providerAbort(at), at);
            default -> {
                // AA-6: what comes after the end is ignored
            }
        }
    }

    private void sendAbort(Abort abort, Occurrence at) {
        finish(at.end());
        wire.sendLast(abort);
        artim.awaitClose();
    }

    private static Abort providerAbort(Occurrence at) {
        return at.pdu() instanceof Abort abort ? abort : Abort.byProvider(AbortReason.UNEXPECTED_PDU);
    }

    private static Pdu pdu(Occurrence at) {
        return Objects.requireNonNull(at.pdu(), "this action sends or hands on a PDU");
    }
}
