package org.lianzhen.dicom.net;

import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.dimse.CCancelRq;
import org.lianzhen.dicom.dimse.DimseResponse;
import org.lianzhen.dicom.pdu.Abort;

/** What others hold of an association: brings every call to the event loop. */
final class LiveAssociation implements Association {
    private static final int MESSAGE_IDS = 0xFFFF;

    private final AssociationHandler handler;
    private final AssociationTerms terms;
    private final Timeouts timeouts;
    private final Conversation conversation;
    private final AtomicInteger messageIds = new AtomicInteger();
    private final CompletableFuture<AssociationEnd> ended = new CompletableFuture<>();

    LiveAssociation(AssociationHandler handler, AssociationTerms terms, Timeouts timeouts,
            AssociationListener listener) {
        this.handler = handler;
        this.terms = terms;
        this.timeouts = timeouts;
        this.conversation = new Conversation(this, handler.layer(), timeouts, listener);
    }

    Channel channel() {
        return handler.channel();
    }

    Conversation conversation() {
        return conversation;
    }

    @Override
    public AssociationTerms terms() {
        return terms;
    }

    @Override
    public InetSocketAddress peerAddress() {
        return handler.peer();
    }

    @Override
    public Executor loop() {
        return channel().eventLoop();
    }

    @Override
    public boolean isOpen() {
        return !ended.isDone() && channel().isActive();
    }

    @Override
    public int nextMessageId() {
        return Math.floorMod(messageIds.getAndIncrement(), MESSAGE_IDS) + 1;
    }

    @Override
    public CompletionStage<Void> invoke(Invocation invocation, ResponseListener listener) {
        var operation = new InvokedOperation(invocation, listener, timeouts);
        OnLoop.run(channel(), () -> conversation.invoke(operation));
        return operation.sent().minimalCompletionStage();
    }

    @Override
    public CompletionStage<Void> respond(int contextId, DimseResponse response, @Nullable DataSetSource dataSet) {
        return send(new Outgoing(contextId, response, dataSet, new CompletableFuture<>()));
    }

    @Override
    public CompletionStage<Void> cancel(int contextId, int messageId) {
        return send(new Outgoing(contextId, new CCancelRq(messageId), null, new CompletableFuture<>()));
    }

    @Override
    public CompletionStage<Boolean> withdraw(int messageId) {
        var withdrawn = new CompletableFuture<Boolean>();
        OnLoop.run(channel(), () -> withdrawn.complete(conversation.withdraw(messageId)));
        return withdrawn.minimalCompletionStage();
    }

    private CompletionStage<Void> send(Outgoing message) {
        OnLoop.run(channel(), () -> conversation.send(message));
        return message.sent().minimalCompletionStage();
    }

    @Override
    public ReadHold holdReads() {
        return conversation.gate().hold();
    }

    @Override
    public CompletionStage<AssociationEnd> release() {
        OnLoop.run(channel(), conversation::release);
        return ended();
    }

    @Override
    public void abort(String why) {
        var end = new AssociationEnd.AbortedByUs(Abort.byUser(), why);
        OnLoop.run(channel(), () -> conversation.abort(end));
    }

    @Override
    public CompletionStage<AssociationEnd> ended() {
        return ended.minimalCompletionStage();
    }

    void ended(AssociationEnd end) {
        ended.complete(end);
    }

    @Override
    public Traffic traffic() {
        return handler.traffic();
    }
}
