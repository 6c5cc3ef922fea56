package org.lianzhen.gateway.delivery.proof;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.lianzhen.dicom.service.CommitmentOrder;
import org.lianzhen.dicom.service.CommitmentResult;
import org.lianzhen.dicom.service.CommitmentResult.Refusal;
import org.lianzhen.dicom.service.SopReference;
import org.lianzhen.gateway.route.Destination;

/** A destination that has some instances, and says so as it is told to. */
final class ScriptedProver implements Prover {
    static final Function<CommitmentOrder,
            Commitment> NOT_OFFERED = order -> new Commitment.NotOffered("no such context");
    static final Function<CommitmentOrder, Commitment> UNREACHABLE = order -> new Commitment.Unreachable("refused");
    static final Function<CommitmentOrder, Commitment> PROMISES = order -> new Commitment.Taken();

    /** SOP Instance UIDs of what it has. */
    final Set<String> has = new HashSet<>();
    final List<Integer> asked = new CopyOnWriteArrayList<>();
    final List<String> listed = new CopyOnWriteArrayList<>();
    volatile Function<CommitmentOrder, Commitment> commits = order -> new Commitment.Reported(
            look(order, Refusal.NO_SUCH_OBJECT));
    volatile Function<String, Listing> lists = series -> new Listing.Found(has);

    CommitmentResult look(CommitmentOrder order, int reason) {
        List<SopReference> there = order.instances().stream().filter(one -> has.contains(one.sopInstanceUid()))
                .toList();
        return new CommitmentResult(order.transactionUid(), there, order.instances().stream()
                .filter(one -> !there.contains(one)).map(one -> new Refusal(one, reason)).toList());
    }

    @Override
    public CompletionStage<Commitment> commit(Destination destination, CommitmentOrder order) {
        asked.add(order.instances().size());
        return CompletableFuture.completedStage(commits.apply(order));
    }

    @Override
    public CompletionStage<Listing> list(Destination destination, String studyInstanceUid, String seriesInstanceUid) {
        listed.add(seriesInstanceUid);
        return CompletableFuture.completedStage(lists.apply(seriesInstanceUid));
    }
}
