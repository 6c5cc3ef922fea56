package org.lianzhen.dicom.service;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.dimse.CStoreRq;
import org.lianzhen.dicom.dimse.DimseResponse;
import org.lianzhen.dicom.net.AcceptedContext;
import org.lianzhen.dicom.net.Association;
import org.lianzhen.dicom.net.DataSetSink;
import org.lianzhen.dicom.net.Invocation;
import org.lianzhen.dicom.net.ResponseListener;
import org.lianzhen.dicom.net.WithdrawnException;

/** Sends instances over one association, as user of the storage service or as provider of C-GET. */
final class InstanceSender {
    private final Association association;
    private final StoreOptions options;
    private final List<TransferSyntax> preferred;
    /** Message IDs without an answer, in the order they were invoked; this and what follows belongs to the event loop. */
    private final Deque<Integer> unanswered = new ArrayDeque<>();
    private boolean withdrawn;

    /**
     * @param options of which priority, C-MOVE and throttle count
     * @param preferred transfer syntaxes that the peer would rather be sent than an instance's own, best first
     */
    InstanceSender(Association association, StoreOptions options, List<TransferSyntax> preferred) {
        this.association = association;
        this.options = options;
        this.preferred = preferred;
    }

    Association association() {
        return association;
    }

    /** Sends one instance; fails with {@link WithdrawnException} alone, after {@link #withdraw}. */
    CompletionStage<InstanceResult> send(Instance instance) {
        return switch (ContextChoice.of(association.terms(), instance, preferred)) {
            case ContextChoice.None(String why) -> CompletableFuture
                    .completedStage(new InstanceResult.NotAccepted(instance, why));
            case ContextChoice.Use(AcceptedContext context) -> send(instance, context);
        };
    }

    private CompletionStage<InstanceResult> send(Instance instance, AcceptedContext context) {
        CompletionStage<PreparedSource> prepared = prepare(instance, context);
        return prepared
                .handleAsync((source, fault) -> source == null
                        ? CompletableFuture.<InstanceResult>completedStage(unreadable(instance, fault))
                        : invoke(instance, context, source), association.loop())
                .whenComplete((stage, fault) -> {
                    if (fault != null && Faults.unwrap(fault) instanceof RejectedExecutionException) {
                        prepared.thenAccept(PreparedSource::close); // the loop has ended, and nobody else will
                    }
                })
                .thenCompose(stage -> stage);
    }

    /** Takes back every instance of which nothing was written, and sends none any more. */
    void withdraw() {
        association.loop().execute(() -> {
            withdrawn = true;
            List.copyOf(unanswered).reversed().forEach(association::withdraw);
        });
    }

    private static CompletionStage<PreparedSource> prepare(Instance instance, AcceptedContext context) {
        return Faults.call(() -> PreparedSource.of(instance.open(context.transferSyntax())));
    }

    private static InstanceResult unreadable(Instance instance, @Nullable Throwable fault) {
        return new InstanceResult.Unreadable(instance, String.valueOf(fault == null ? null : Faults.unwrap(fault)));
    }

    private CompletionStage<InstanceResult> invoke(Instance instance, AcceptedContext context, PreparedSource source) {
        if (withdrawn) {
            source.close();
            return CompletableFuture.failedStage(new WithdrawnException());
        }
        if (source.isEmpty()) {
            source.close();
            return CompletableFuture.completedStage(new InstanceResult.Unreadable(instance, "it has no bytes"));
        }
        var request = new CStoreRq(association.nextMessageId(), instance.sopClassUid(), instance.sopInstanceUid(),
                options.priority(), options.moveOriginator());
        var answer = new Answer(instance, request.messageId(), source);
        unanswered.add(request.messageId());
        association.invoke(Invocation.of(context.id(), request, options.throttle().slow(source)),
                answer);
        return answer.result;
    }

    private final class Answer implements ResponseListener {
        private final Instance instance;
        private final Integer messageId;
        private final PreparedSource source;
        private final CompletableFuture<InstanceResult> result = new CompletableFuture<>();

        Answer(Instance instance, Integer messageId, PreparedSource source) {
            this.instance = instance;
            this.messageId = messageId;
            this.source = source;
        }

        @Override
        public @Nullable DataSetSink onResponse(DimseResponse response) {
            if (!response.status().isPending()) {
                unanswered.remove(messageId);
            }
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
            unanswered.remove(messageId);
            if (cause instanceof WithdrawnException) {
                result.completeExceptionally(cause);
            } else {
                result.complete(new InstanceResult.NotSent(instance,
                        String.valueOf(Faults.unwrap(cause).getMessage()), source.isBegun()));
            }
        }
    }
}
