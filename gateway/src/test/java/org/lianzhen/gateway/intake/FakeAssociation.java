package org.lianzhen.gateway.intake;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.dimse.DimseResponse;
import org.lianzhen.dicom.net.Association;
import org.lianzhen.dicom.net.AssociationEnd;
import org.lianzhen.dicom.net.AssociationTerms;
import org.lianzhen.dicom.net.DataSetSource;
import org.lianzhen.dicom.net.ImplementationIdentity;
import org.lianzhen.dicom.net.Invocation;
import org.lianzhen.dicom.net.OperationsWindow;
import org.lianzhen.dicom.net.ReadHold;
import org.lianzhen.dicom.net.ResponseListener;

/** An association of TS1PACS that counts its read holds and runs its loop on the caller unless told otherwise. */
public final class FakeAssociation implements Association {
    private final Executor loop;
    int held;
    int everHeld;

    public FakeAssociation() {
        this(Runnable::run);
    }

    FakeAssociation(Executor loop) {
        this.loop = loop;
    }

    @Override
    public AssociationTerms terms() {
        return new AssociationTerms(false, "TS1PACS", "LIANZHEN", Map.of(), List.of(), new OperationsWindow(1, 1),
                Map.of(), Map.of(), 0, ImplementationIdentity.OURS, null);
    }

    @Override
    public InetSocketAddress peerAddress() {
        return InetSocketAddress.createUnresolved("127.0.0.1", 104);
    }

    @Override
    public Executor loop() {
        return loop;
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public int nextMessageId() {
        return 1;
    }

    @Override
    public CompletionStage<Void> invoke(Invocation invocation, ResponseListener listener) {
        return CompletableFuture.failedStage(new UnsupportedOperationException());
    }

    @Override
    public CompletionStage<Void> respond(int contextId, DimseResponse response, @Nullable DataSetSource dataSet) {
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<Void> cancel(int contextId, int messageId) {
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<Boolean> withdraw(int messageId) {
        throw new AssertionError("nothing is to be withdrawn");
    }

    @Override
    public ReadHold holdReads() {
        held++;
        everHeld++;
        return () -> held--;
    }

    @Override
    public CompletionStage<AssociationEnd> release() {
        return new CompletableFuture<>();
    }

    @Override
    public void abort(String why) {}

    @Override
    public CompletionStage<AssociationEnd> ended() {
        return new CompletableFuture<>();
    }

    @Override
    public Traffic traffic() {
        return new Traffic(0, 0);
    }
}
