package org.lianzhen.dicom.service;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dimse.CFindRq;
import org.lianzhen.dicom.dimse.DimseResponse;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.net.AcceptedContext;
import org.lianzhen.dicom.net.Association;
import org.lianzhen.dicom.net.DataSetSink;
import org.lianzhen.dicom.net.Invocation;
import org.lianzhen.dicom.net.ResponseListener;

/** A query under way at another node. */
final class FindRun implements FindCall, Inquiry.Work<FindSummary> {
    private final FindQuery query;
    private final MatchQueue matches = new MatchQueue();
    private final CompletableFuture<ServiceResult<FindSummary>> result = new CompletableFuture<>();
    private final CompletableFuture<Void> unwanted = new CompletableFuture<>();
    private final AtomicInteger count = new AtomicInteger();
    private volatile boolean limited;

    FindRun(FindQuery query) {
        this.query = query;
    }

    FindRun start(Inquiry inquiry) {
        inquiry.perform(this).whenComplete((summary, fault) -> {
            Throwable why = fault == null ? null : Faults.unwrap(fault);
            matches.end(why);
            if (why == null) {
                result.complete(summary);
            } else {
                result.completeExceptionally(why);
            }
        });
        return this;
    }

    @Override
    public CompletionStage<Optional<Match>> next() {
        return matches.next();
    }

    @Override
    public void cancel() {
        unwanted.complete(null);
        matches.stopHolding();
    }

    @Override
    public CompletionStage<ServiceResult<FindSummary>> result() {
        return result;
    }

    @Override
    public boolean mayRepeat() {
        return count.get() == 0;
    }

    @Override
    public CompletionStage<ServiceResult<FindSummary>> on(Lease lease, AcceptedContext context) {
        var listener = new Listener(lease.association(), context);
        listener.send();
        return listener.ended;
    }

    /** The responses of one attempt. Only for its event loop. */
    private final class Listener implements ResponseListener {
        private final Association association;
        private final AcceptedContext context;
        private final int messageId;
        private final CompletableFuture<ServiceResult<FindSummary>> ended = new CompletableFuture<>();

        Listener(Association association, AcceptedContext context) {
            this.association = association;
            this.context = context;
            this.messageId = association.nextMessageId();
        }

        void send() {
            var request = new CFindRq(messageId, query.model().findSopClassUid(), query.priority());
            var identifier = EncodedSource.of(query.identifier(), context.transferSyntax());
            association.invoke(
                    Invocation.of(context.id(), request, identifier).withTotalDeadline(query.deadline()), this);
            unwanted.thenRunAsync(this::cancel, association.loop());
        }

        private void cancel() {
            if (!ended.isDone() && association.isOpen()) {
                association.cancel(context.id(), messageId);
            }
        }

        @Override
        public @Nullable DataSetSink onResponse(DimseResponse response) {
            if (response.status().isPending()) {
                return response.hasDataSet() ? match(response.status()) : null;
            }
            ended.complete(response.status().isFailure()
                    ? new ServiceResult.Failed<>(response.outcome())
                    : new ServiceResult.Completed<>(
                            new FindSummary(response.outcome(), count.get(), limited, agreed())));
            return null;
        }

        private Set<QueryOption> agreed() {
            return OptionField.agreed(association.terms(), query.model().findSopClassUid(), query.options());
        }

        private @Nullable DataSetSink match(Status status) {
            if (unwanted.isDone()) {
                return null;
            }
            if (count.get() == query.limit()) {
                limited = true;
                FindRun.this.cancel();
                return null;
            }
            var collector = new DataSetCollector(context.transferSyntax());
            collector.dataSet().whenComplete((identifier, fault) -> read(identifier, fault, status));
            return collector;
        }

        private void read(@Nullable DataSet identifier, @Nullable Throwable fault, Status status) {
            if (identifier != null) {
                count.incrementAndGet();
                boolean allKeys = !status.equals(Status.PENDING_WITHOUT_OPTIONAL_KEYS);
                matches.put(new Match(identifier, allKeys), association);
            } else if (association.isOpen()) {
                ended.completeExceptionally(fault == null ? new IllegalStateException("no match") : fault);
                association.abort("a match of our query cannot be read");
            }
        }

        @Override
        public void onFailed(Throwable cause) {
            ended.completeExceptionally(cause);
        }
    }
}
