package org.lianzhen.dicom.service;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.dimse.DimseResponse;
import org.lianzhen.dicom.io.DataSets;
import org.lianzhen.dicom.net.AcceptedContext;
import org.lianzhen.dicom.net.Association;
import org.lianzhen.dicom.net.AssociationEnd;
import org.lianzhen.dicom.net.AssociationTerms;
import org.lianzhen.dicom.net.DataSetSource;
import org.lianzhen.dicom.net.ImplementationIdentity;
import org.lianzhen.dicom.net.Invocation;
import org.lianzhen.dicom.net.OperationsWindow;
import org.lianzhen.dicom.net.ReadHold;
import org.lianzhen.dicom.net.ResponseListener;
import org.lianzhen.dicom.net.Roles;

/** An association without a peer: notes what is sent. Its loop is whoever calls. */
final class FakeAssociation implements Association {
    private final AssociationTerms terms;
    private final List<DimseResponse> responses = new ArrayList<>();
    private final List<DataSet> dataSets = new ArrayList<>();
    private final CompletableFuture<AssociationEnd> ended = new CompletableFuture<>();
    private Executor loop = Runnable::run;
    private int holds;
    private int ids;

    private FakeAssociation(AssociationTerms terms) {
        this.terms = terms;
    }

    /** One that we accepted, with contexts 1, 3, 5... */
    static FakeAssociation accepted(List<StorageContext> contexts, Map<String, Roles> roles) {
        return new FakeAssociation(terms(false, contexts, roles));
    }

    static AssociationTerms terms(boolean requestor, List<StorageContext> contexts, Map<String, Roles> roles) {
        var byId = new HashMap<Integer, AcceptedContext>();
        for (StorageContext context : contexts) {
            int id = 2 * byId.size() + 1;
            byId.put(id, new AcceptedContext(id, context.sopClassUid(), context.transferSyntaxes().getFirst()));
        }
        return new AssociationTerms(requestor, "CALLER", "CALLED", byId, List.of(), OperationsWindow.SYNCHRONOUS, roles,
                Map.of(), 0, new ImplementationIdentity("1.2.3", null), null);
    }

    /** From now on its loop takes nothing. */
    void endLoop() {
        loop = task -> {
            throw new RejectedExecutionException("the loop has ended");
        };
    }

    List<DimseResponse> responses() {
        return responses;
    }

    List<DataSet> dataSets() {
        return dataSets;
    }

    int holds() {
        return holds;
    }

    @Override
    public AssociationTerms terms() {
        return terms;
    }

    @Override
    public InetSocketAddress peerAddress() {
        return InetSocketAddress.createUnresolved("peer", 104);
    }

    @Override
    public Executor loop() {
        return loop;
    }

    @Override
    public boolean isOpen() {
        return !ended.isDone();
    }

    @Override
    public int nextMessageId() {
        return ++ids;
    }

    @Override
    public CompletionStage<Void> invoke(Invocation invocation, ResponseListener listener) {
        throw new AssertionError("nothing is to be invoked");
    }

    @Override
    public CompletionStage<Void> respond(int contextId, DimseResponse response, DataSetSource dataSet) {
        responses.add(response);
        if (dataSet != null) {
            TransferSyntax syntax = terms.contexts().get(contextId).transferSyntax();
            ByteBuf all = Unpooled.buffer();
            for (ByteBuf piece = Await.result(dataSet.next(10)); piece.isReadable(); piece = Await
                    .result(dataSet.next(10))) {
                all.writeBytes(piece);
                piece.release();
            }
            dataSet.close();
            dataSets.add(DataSets.parse(all, syntax));
        }
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<Void> cancel(int contextId, int messageId) {
        throw new AssertionError("nothing is to be cancelled");
    }

    @Override
    public CompletionStage<Boolean> withdraw(int messageId) {
        throw new AssertionError("nothing is to be withdrawn");
    }

    @Override
    public ReadHold holdReads() {
        holds++;
        return () -> holds--;
    }

    @Override
    public CompletionStage<AssociationEnd> release() {
        ended.complete(new AssociationEnd.Released(false));
        return ended;
    }

    @Override
    public void abort(String why) {
        ended.complete(new AssociationEnd.ConnectionLost(why));
    }

    @Override
    public CompletionStage<AssociationEnd> ended() {
        return ended;
    }

    @Override
    public Traffic traffic() {
        return new Traffic(0, 0);
    }
}
