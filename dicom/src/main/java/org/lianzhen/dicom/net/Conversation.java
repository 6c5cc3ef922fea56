package org.lianzhen.dicom.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.dimse.CCancelRq;
import org.lianzhen.dicom.dimse.DimseException;
import org.lianzhen.dicom.dimse.DimseMessage;
import org.lianzhen.dicom.dimse.DimseRequest;
import org.lianzhen.dicom.dimse.DimseResponse;
import org.lianzhen.dicom.dimse.PdvSplitter;
import org.lianzhen.dicom.dimse.RefusedRequest;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.pdu.Abort;
import org.lianzhen.dicom.pdu.PdvHeader;

/**
 * The part of an established association that lives on its event loop: joins what is sent, what is received, the operations in
 * both directions and the deadlines.
 */
final class Conversation implements UpperLayerUser, Inbox.Receiver {
    private final Channel channel;
    private final UpperLayer layer;
    private final AssociationTerms terms;
    private final ReadGate gate;
    private final Inbox inbox;
    private final Outbox outbox;
    private final InvokedOperations invoked;
    private final PerformedOperations performed;
    private final IdleTimer idle;
    private final ReleaseProcedure release;
    private final LiveAssociation association;
    private final AssociationListener listener;
    private @Nullable AssociationEnd end;

    Conversation(LiveAssociation association, UpperLayer layer, Timeouts timeouts, AssociationListener listener) {
        this.association = association;
        this.channel = association.channel();
        this.layer = layer;
        this.terms = association.terms();
        this.listener = listener;
        this.gate = new ReadGate(channel, this::holdChanged);
        this.inbox = new Inbox(channel.eventLoop(), timeouts, this);
        this.outbox = new Outbox(channel,
                new PdvSplitter(channel.alloc(), terms.maxPduToPeer(), PdvSplitter.DEFAULT_OWN_MAX_LENGTH),
                timeouts.progress(), new Outbox.Events(this::sendingTooSlowly,
                        this::sourceFailed, this::changed));
        this.invoked = new InvokedOperations(channel.eventLoop(), terms.window().invoked(), this::start,
                (deadline, operation) -> late(deadline, "no response to request " + operation.messageId()));
        this.performed = new PerformedOperations(terms.window().performed(), gate);
        this.idle = new IdleTimer(channel.eventLoop(), timeouts.of(Deadline.IDLE),
                () -> late(Deadline.IDLE, "nothing happened"));
        this.release = new ReleaseProcedure(channel, layer, timeouts);
    }

    ReadGate gate() {
        return gate;
    }

    void established() {
        listener.onEstablished(association);
        changed();
    }

    // What our side wants.

    void invoke(InvokedOperation operation) {
        Throwable refusal = refusal(operation.invocation().contextId());
        if (refusal != null) {
            operation.fail(refusal);
        } else {
            invoked.add(operation);
            changed();
        }
    }

    private @Nullable Throwable refusal(int contextId) {
        if (end != null) {
            return new AssociationEndedException(end);
        }
        if (release.isWanted()) {
            return new AssociationEndedException(new AssociationEnd.Released(false));
        }
        return terms.context(contextId) != null ? null
                : new IllegalArgumentException("presentation context " + contextId + " was not accepted");
    }

    private void start(InvokedOperation operation) {
        Outgoing message = operation.toSend();
        outbox.send(message);
        operation.sent().thenRun(() -> invoked.requestSent(operation, message.size()));
    }

    /** Whether a request could be taken back, because nothing of it was written. */
    boolean withdraw(int messageId) {
        InvokedOperation operation = invoked.find(messageId);
        if (operation == null || !operation.isTakenFrom(outbox)) {
            return false;
        }
        invoked.remove(operation);
        operation.fail(new WithdrawnException());
        changed();
        return true;
    }

    /** Sends a response or a cancellation. */
    void send(Outgoing message) {
        if (message.message() instanceof DimseResponse response && !response.status().isPending()) {
            performed.answered(response.messageId());
            message.sent().whenComplete((done, fault) -> performed.ended());
        }
        if (layer.maySend()) {
            outbox.send(message);
        } else {
            message.fail(new AssociationEndedException(end == null ? new AssociationEnd.Released(false) : end));
        }
        changed();
    }

    void release() {
        if (end == null) {
            release.wantedByUs();
            changed();
        }
    }

    void abort(AssociationEnd how) {
        layer.abort(how);
    }

    // What the connection brings.

    @Override
    public void dataIndication(PdvHeader header, ByteBuf piece, boolean endOfPdv) {
        inbox.accept(header, piece, endOfPdv);
        changed();
    }

    @Override
    public void releaseIndication() {
        if (inbox.isMidMessage()) {
            abort(new AssociationEnd.AbortedByUs(Abort.byUser(), "A-RELEASE-RQ in the middle of a message"));
            return;
        }
        release.wantedByPeer();
        invoked.failAll(new AssociationEndedException(new AssociationEnd.Released(true)));
        changed();
    }

    @Override
    public void releaseConfirmation() {
        layer.respondRelease();
    }

    void writabilityChanged() {
        outbox.pump();
    }

    long bytesSent() {
        return outbox.written();
    }

    boolean awaitsResponses() {
        return !invoked.isEmpty();
    }

    @Override
    public @Nullable DataSetSink message(int contextId, DimseMessage message) {
        if (!requireAccepted(contextId)) {
            return null;
        }
        return switch (message) {
            case DimseRequest request -> request(contextId, request);
            case DimseResponse response -> response(response);
            case CCancelRq cancel -> {
                listener.onCancel(association, contextId, cancel);
                yield null;
            }
        };
    }

    /** Ends the association when nothing may be said in this context, not even an answer; whether something may. */
    private boolean requireAccepted(int contextId) {
        if (terms.context(contextId) != null) {
            return true;
        }
        abort(new AssociationEnd.AbortedByUs(Abort.byUser(), "a message in a context that was not accepted"));
        return false;
    }

    private @Nullable DataSetSink response(DimseResponse response) {
        if (invoked.isMistaken(response)) {
            abort(new AssociationEnd.AbortedByUs(Abort.byUser(), response.commandField() + " to another request"));
            return null;
        }
        return invoked.response(response);
    }

    private @Nullable DataSetSink request(int contextId, DimseRequest request) {
        boolean isNew = performed.begun(request.messageId());
        try {
            if (!isNew) {
                throw new DimseException(Status.DUPLICATE_INVOCATION,
                        "a request with this message ID is not answered yet");
            }
            return listener.onRequest(association, contextId, request);
        } catch (DimseException fault) {
            var refusal = new RefusedRequest(request.respond(fault.outcome()), request.hasDataSet());
            if (!request.hasDataSet()) {
                answer(contextId, refusal);
                return null;
            }
            return new DroppingSink(() -> answer(contextId, refusal));
        }
    }

    @Override
    public void refused(int contextId, RefusedRequest refused) {
        if (requireAccepted(contextId)) {
            performed.begun(refused.response().messageId());
            answer(contextId, refused);
        }
    }

    private void answer(int contextId, RefusedRequest refused) {
        association.respond(contextId, refused.response(), null);
    }

    @Override
    public void late(Deadline deadline, String what) {
        abort(new AssociationEnd.TimedOut(deadline, what));
    }

    private void sendingTooSlowly() {
        late(Deadline.PROGRESS,
                outbox.awaitsSource() ? "our data set is read too slowly" : "the peer takes data too slowly");
    }

    private void sourceFailed(Throwable fault) {
        abort(new AssociationEnd.AbortedByUs(Abort.byUser(), "a data set cannot be sent: " + fault));
    }

    private void holdChanged() {
        inbox.held(gate.isHeld());
        changed();
    }

    /** Something began or ended: what waited for it may go on. */
    private void changed() {
        if (end == null) {
            invoked.advance();
            boolean arriving = inbox.isMidMessage();
            boolean moving = arriving || !outbox.isEmpty();
            boolean quiet = performed.isEmpty() && invoked.isEmpty() && !moving;
            invoked.pause(arriving || !performed.isEmpty() || gate.isHeld());
            idle.update(quiet && !gate.isHeld() && !release.isWanted());
            release.moving(moving);
            if (quiet) {
                release.quiet();
            }
        }
    }

    @Override
    public void ended(AssociationEnd how) {
        end = how;
        idle.close();
        release.close();
        gate.openForGood();
        var cause = new AssociationEndedException(how);
        Steps.runAll(List.of(() -> inbox.abort(cause), () -> outbox.failAll(cause), () -> invoked.failAll(cause),
                () -> listener.onEnded(association, how), () -> association.ended(how)));
    }
}
