package org.lianzhen.dicom.service;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dimse.NActionRq;
import org.lianzhen.dicom.net.AcceptedContext;
import org.lianzhen.dicom.net.Association;
import org.lianzhen.dicom.net.AssociationEnd;
import org.lianzhen.dicom.net.Invocation;

/** Asks for storage commitment, and waits a while for the result on the same association. */
record CommitmentInquiry(CommitmentOrder order) implements Inquiry.Work<CommitmentReceipt> {
    private static final Duration CONFIRMATION = Duration.ofSeconds(30);

    @Override
    public CompletionStage<ServiceResult<CommitmentReceipt>> on(Lease lease, AcceptedContext context) {
        var reported = new CompletableFuture<Optional<CommitmentResult>>();
        lease.session().perform(new CommitmentProvider(null, (association, result) -> take(result, reported),
                CONFIRMATION));
        Association association = lease.association();
        var request = new NActionRq(association.nextMessageId(), SopClass.StorageCommitmentPushModel,
                SopClass.StorageCommitmentPushModelInstance, CommitmentCodec.REQUEST_ACTION, true);
        var dataSet = EncodedSource.of(CommitmentCodec.request(order.transactionUid(), order.instances()),
                context.transferSyntax());
        return FinalResponse.of(association, Invocation.of(context.id(), request, dataSet)).thenCompose(response -> {
            if (response.status().isFailure()) {
                return CompletableFuture.completedStage(new ServiceResult.Failed<>(response.outcome()));
            }
            return result(reported, association.ended()).thenApply(result -> new ServiceResult.Completed<>(
                    new CommitmentReceipt(order.transactionUid(), result)));
        });
    }

    private CompletionStage<Void> take(CommitmentResult result,
            CompletableFuture<Optional<CommitmentResult>> reported) {
        if (result.transactionUid().equals(order.transactionUid())) {
            reported.complete(Optional.of(result));
            return CompletableFuture.completedStage(null);
        }
        return CompletableFuture.failedStage(
                new IllegalArgumentException("a result for another transaction than the one asked for"));
    }

    /** The peer may just as well end the association and report on another. */
    private CompletionStage<Optional<CommitmentResult>> result(
            CompletableFuture<Optional<CommitmentResult>> reported, CompletionStage<AssociationEnd> ended) {
        ended.thenRun(() -> reported.complete(Optional.empty()));
        return reported.completeOnTimeout(Optional.empty(), order.patience().toMillis(), TimeUnit.MILLISECONDS);
    }
}
