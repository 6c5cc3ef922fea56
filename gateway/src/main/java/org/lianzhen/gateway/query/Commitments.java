package org.lianzhen.gateway.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lianzhen.dicom.dimse.DimseException;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.service.CommitmentHandler;
import org.lianzhen.dicom.service.CommitmentReporter;
import org.lianzhen.dicom.service.CommitmentRequest;
import org.lianzhen.dicom.service.CommitmentResult;
import org.lianzhen.dicom.service.CommitmentResult.Refusal;
import org.lianzhen.dicom.service.SopReference;
import org.lianzhen.gateway.archive.ArchiveSearch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Commits to instances that are durable here. The answer is known at once, so a requester that asks again is told again. */
public final class Commitments implements CommitmentHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Commitments.class);

    private final ArchiveSearch archive;
    private final Viewers viewers;

    public Commitments(ArchiveSearch archive, Viewers viewers) {
        this.archive = archive;
        this.viewers = viewers;
    }

    @Override
    public CompletionStage<Void> request(CommitmentRequest request, CommitmentReporter reporter) {
        Set<String> units = viewers.of(request.association()).map(Viewers.Viewer::units)
                .orElseThrow(() -> new DimseException(Status.NOT_AUTHORIZED, "the caller is no longer known"));
        return archive.durable(request.instances(), units).thenCompose(durable -> {
            report(request, result(request, durable), reporter);
            return CompletableFuture.completedStage(null);
        });
    }

    private static void report(CommitmentRequest request, CommitmentResult result, CommitmentReporter reporter) {
        String peer = request.association().terms().peerAeTitle();
        reporter.report(result).whenComplete((answer, fault) -> {
            if (fault != null) {
                LOG.warn("The storage commitment result {} could not be brought to {}: {}", result.transactionUid(),
                        peer, fault.getMessage());
            }
        });
    }

    private static CommitmentResult result(CommitmentRequest request, Set<SopReference> durable) {
        List<SopReference> committed = new ArrayList<>();
        List<Refusal> failed = new ArrayList<>();
        for (SopReference instance : request.instances()) {
            if (durable.contains(instance)) {
                committed.add(instance);
            } else {
                failed.add(new Refusal(instance, Refusal.NO_SUCH_OBJECT));
            }
        }
        return new CommitmentResult(request.transactionUid(), committed, failed);
    }
}
