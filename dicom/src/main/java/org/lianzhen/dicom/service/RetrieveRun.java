package org.lianzhen.dicom.service;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dimse.CGetRsp;
import org.lianzhen.dicom.dimse.CMoveRsp;
import org.lianzhen.dicom.dimse.DimseRequest;
import org.lianzhen.dicom.dimse.DimseResponse;
import org.lianzhen.dicom.dimse.SubOperations;
import org.lianzhen.dicom.net.AcceptedContext;
import org.lianzhen.dicom.net.Association;
import org.lianzhen.dicom.net.DataSetSink;
import org.lianzhen.dicom.net.Invocation;
import org.lianzhen.dicom.net.ResponseListener;

/** A C-MOVE or C-GET under way at another node. */
final class RetrieveRun implements RetrieveCall, Inquiry.Work<RetrieveSummary> {
    private final Request request;
    private final RetrieveQuery query;
    private final Consumer<SubOperations> progress;
    private final CompletableFuture<ServiceResult<RetrieveSummary>> result = new CompletableFuture<>();
    private final CompletableFuture<Void> unwanted = new CompletableFuture<>();

    /** Makes the request for an association, and prepares that for what will come. */
    @FunctionalInterface
    interface Request {
        DimseRequest make(Lease lease, int messageId);
    }

    RetrieveRun(RetrieveQuery query, Request request, Consumer<SubOperations> progress) {
        this.query = query;
        this.request = request;
        this.progress = progress;
    }

    RetrieveRun start(Inquiry inquiry) {
        inquiry.perform(this).whenComplete((summary, fault) -> {
            if (fault == null) {
                result.complete(summary);
            } else {
                result.completeExceptionally(Faults.unwrap(fault));
            }
        });
        return this;
    }

    @Override
    public CompletionStage<ServiceResult<RetrieveSummary>> result() {
        return result;
    }

    @Override
    public void cancel() {
        unwanted.complete(null);
    }

    @Override
    public CompletionStage<ServiceResult<RetrieveSummary>> on(Lease lease, AcceptedContext context) {
        Association association = lease.association();
        DimseRequest message = request.make(lease, association.nextMessageId());
        var identifier = EncodedSource.of(query.identifier(), context.transferSyntax());
        Invocation invocation = Invocation.of(context.id(), message, identifier);
        var listener = new Listener(context,
                OptionField.agreed(association.terms(), message.sopClassUid(), query.options()));
        association.invoke(
                query.deadline() == null ? invocation : invocation.withTotalDeadline(query.deadline()), listener);
        unwanted.thenRunAsync(() -> {
            if (!listener.ended.isDone() && association.isOpen()) {
                association.cancel(context.id(), message.messageId());
            }
        }, association.loop());
        return listener.ended;
    }

    /** Only for the association's event loop. */
    private final class Listener implements ResponseListener {
        private final AcceptedContext context;
        private final Set<QueryOption> agreed;
        private final CompletableFuture<ServiceResult<RetrieveSummary>> ended = new CompletableFuture<>();

        Listener(AcceptedContext context, Set<QueryOption> agreed) {
            this.context = context;
            this.agreed = agreed;
        }

        @Override
        public @Nullable DataSetSink onResponse(DimseResponse response) {
            if (response.status().isPending()) {
                progress.accept(counts(response));
                return null;
            }
            if (!response.hasDataSet()) {
                end(response, List.of());
                return null;
            }
            // a list of failures that cannot be read is no reason to call the retrieval broken
            var failures = new DataSetCollector(context.transferSyntax());
            failures.dataSet().whenComplete((dataSet, fault) -> end(response, failed(dataSet)));
            return failures;
        }

        private void end(DimseResponse response, List<String> failed) {
            ended.complete(response.status().isFailure()
                    ? new ServiceResult.Failed<>(response.outcome())
                    : new ServiceResult.Completed<>(
                            new RetrieveSummary(response.outcome(), counts(response), failed, agreed)));
        }

        @Override
        public void onFailed(Throwable cause) {
            ended.completeExceptionally(cause);
        }
    }

    private static List<String> failed(@Nullable DataSet dataSet) {
        return dataSet == null ? List.of() : dataSet.strings(Tag.FailedSOPInstanceUIDList);
    }

    private static SubOperations counts(DimseResponse response) {
        return switch (response) {
            case CMoveRsp move -> move.subOperations();
            case CGetRsp get -> get.subOperations();
            default -> SubOperations.UNKNOWN;
        };
    }
}
