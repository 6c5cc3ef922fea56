package org.lianzhen.gateway.delivery.proof;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lianzhen.dicom.service.CommitmentOrder;
import org.lianzhen.dicom.service.CommitmentResult;
import org.lianzhen.gateway.route.Address;
import org.lianzhen.gateway.route.Destination;

/**
 * Asks each destination in the way its address says. What a reading centre without a node reads here is here, where we have taken
 * responsibility for it.
 *
 * @param nodes asks DICOM nodes
 * @param web asks web services
 */
public record Provers(Prover nodes, Prover web) implements Prover {
    @Override
    public CompletionStage<Commitment> commit(Destination destination, CommitmentOrder order) {
        return isReadHere(destination)
                ? CompletableFuture.completedStage(new Commitment.Reported(
                        new CommitmentResult(order.transactionUid(), order.instances(), List.of())))
                : of(destination).commit(destination, order);
    }

    @Override
    public CompletionStage<Listing> list(Destination destination, String studyInstanceUid, String seriesInstanceUid) {
        return of(destination).list(destination, studyInstanceUid, seriesInstanceUid);
    }

    private static boolean isReadHere(Destination destination) {
        return destination.address() instanceof Address.Centre centre && centre.node() == null;
    }

    private Prover of(Destination destination) {
        return destination.address() instanceof Address.Web ? web : nodes;
    }
}
