package org.lianzhen.dicom.service;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.dimse.CStoreRq;
import org.lianzhen.dicom.dimse.DimseResponse;
import org.lianzhen.dicom.net.AcceptedContext;
import org.lianzhen.dicom.net.Association;
import org.lianzhen.dicom.net.DataSetSink;
import org.lianzhen.dicom.net.Invocation;
import org.lianzhen.dicom.net.ResponseListener;

/**
 * Sends instances over one association, as user of the storage service or as provider of C-GET.
 *
 * @param options of which priority, C-MOVE and throttle count
 * @param preferred transfer syntaxes that the peer would rather be sent than an instance's own, best first
 */
record InstanceSender(Association association, StoreOptions options, List<TransferSyntax> preferred) {

    /** Sends one instance; never fails. */
    CompletionStage<InstanceResult> send(Instance instance) {
        return switch (ContextChoice.of(association.terms(), instance, preferred)) {
            case ContextChoice.None(String why) -> CompletableFuture
                    .completedStage(new InstanceResult.NotAccepted(instance, why));
            case ContextChoice.Use(AcceptedContext context) -> prepare(instance, context)
                    .handle((source, fault) -> source == null
                            ? CompletableFuture.<InstanceResult>completedStage(unreadable(instance, fault))
                            : invoke(instance, context, source))
                    .thenCompose(stage -> stage);
        };
    }

    private static CompletionStage<PreparedSource> prepare(Instance instance, AcceptedContext context) {
        return Faults.call(() -> PreparedSource.of(instance.open(context.transferSyntax())));
    }

    private static InstanceResult unreadable(Instance instance, @Nullable Throwable fault) {
        return new InstanceResult.Unreadable(instance, String.valueOf(fault == null ? null : Faults.unwrap(fault)));
    }

    private CompletionStage<InstanceResult> invoke(Instance instance, AcceptedContext context, PreparedSource source) {
        if (source.isEmpty()) {
            source.close();
            return CompletableFuture.completedStage(new InstanceResult.Unreadable(instance, "it has no bytes"));
        }
        var request = new CStoreRq(association.nextMessageId(), instance.sopClassUid(), instance.sopInstanceUid(),
                options.priority(), options.moveOriginator());
        var answer = new Answer(instance, new CompletableFuture<>());
        association.invoke(Invocation.of(context.id(), request, options.throttle().slow(source)),
                answer);
        return answer.result();
    }

    private record Answer(Instance instance, CompletableFuture<InstanceResult> result) implements ResponseListener {
        @Override
        public @Nullable DataSetSink onResponse(DimseResponse response) {
            switch (response.status().category()) {
                case SUCCESS, WARNING -> result.complete(new InstanceResult.Stored(instance, response.outcome()));
                case CANCEL, FAILURE -> result.complete(new InstanceResult.Failed(instance, response.outcome()));
                case PENDING -> {
                    // C-STORE has no pending responses: wait for the real one
                }
            }
            return null;
        }

        @Override
        public void onFailed(Throwable cause) {
            result.complete(new InstanceResult.NotSent(instance, String.valueOf(Faults.unwrap(cause).getMessage())));
        }
    }
}
