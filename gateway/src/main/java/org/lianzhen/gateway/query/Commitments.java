package org.lianzhen.gateway.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.Uid;
import org.lianzhen.dicom.dimse.DimseException;
import org.lianzhen.dicom.dimse.Outcome;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.net.AssociationTerms;
import org.lianzhen.dicom.service.CommitmentHandler;
import org.lianzhen.dicom.service.CommitmentReporter;
import org.lianzhen.dicom.service.CommitmentRequest;
import org.lianzhen.dicom.service.CommitmentResult;
import org.lianzhen.dicom.service.CommitmentResult.Refusal;
import org.lianzhen.dicom.service.SopReference;
import org.lianzhen.gateway.archive.ArchiveSearch;
import org.lianzhen.gateway.archive.receipt.StudyReceipts;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits to instances that are durable here. The answer is known at once, and an instance that is not here yet is not
 * committed: its sender asks again when it has been acknowledged. A request is taken when its result is on record, so that the
 * requester hears it whatever happens to us or to them.
 */
public final class Commitments implements CommitmentHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Commitments.class);

    private final Sources sources;
    private final Viewers viewers;
    private final CommitmentDelivery delivery;
    private final NodeAudit audit;

    /**
     * What is here.
     *
     * @param receipts of studies, which are whole when all that is here of them is asked for
     */
    public record Sources(ArchiveSearch archive, StudyReceipts receipts) {}

    /** @param delivery keeps the results and brings them */
    public Commitments(Sources sources, Viewers viewers, CommitmentDelivery delivery, AuditLog audit) {
        this.sources = sources;
        this.viewers = viewers;
        this.delivery = delivery;
        this.audit = new NodeAudit(audit);
    }

    @Override
    public CompletionStage<Void> request(CommitmentRequest request, CommitmentReporter reporter) {
        Optional<Viewers.Viewer> known = viewers.of(request.association());
        if (known.isEmpty()) {
            return audit.refused(request.association(), known, AuditAction.COMMITMENT, Viewers.unknown());
        }
        Viewers.Viewer viewer = known.get();
        check(request);
        AssociationTerms terms = request.association().terms();
        var requester = new CommitmentReport.Requester(viewer.unit(), terms.peerAeTitle(), terms.calledAeTitle());
        return audit.committed(request.association(), viewer, request.transactionUid(), request.instances().size())
                .thenCompose(written -> sources.archive().durable(request.instances(), viewer.units()))
                .thenCompose(durable -> {
                    CommitmentResult result = result(request, durable);
                    return delivery.bring(new CommitmentReport(requester, result), reporter)
                            .thenRun(() -> received(result, viewer.unit()));
                });
    }

    /** Who asks for something that is not here has more to send. Without this a study is whole some seconds later. */
    private void received(CommitmentResult result, String unit) {
        if (result.failed().isEmpty()) {
            sources.receipts().named(result.committed(), unit).exceptionally(fault -> {
                LOG.warn("Whether {} names whole studies is not known: {}", result.transactionUid(),
                        fault.getMessage());
                return 0;
            });
        }
    }

    private static void check(CommitmentRequest request) {
        checkUid(request.transactionUid(), Tag.TransactionUID);
        for (SopReference instance : request.instances()) {
            checkUid(instance.sopClassUid(), Tag.ReferencedSOPClassUID);
            checkUid(instance.sopInstanceUid(), Tag.ReferencedSOPInstanceUID);
        }
    }

    private static void checkUid(String uid, int tag) {
        if (!Uid.isPlausible(uid)) {
            throw new DimseException(Outcome.of(Status.INVALID_ARGUMENT_VALUE, Tag.format(tag) + " is no UID")
                    .withOffendingElements(List.of(tag)), null);
        }
    }

    private static CommitmentResult result(CommitmentRequest request, Set<SopReference> durable) {
        Set<String> uids = durable.stream().map(SopReference::sopInstanceUid).collect(Collectors.toSet());
        List<SopReference> committed = new ArrayList<>();
        List<Refusal> failed = new ArrayList<>();
        for (SopReference instance : request.instances()) {
            if (durable.contains(instance)) {
                committed.add(instance);
            } else {
                failed.add(new Refusal(instance, uids.contains(instance.sopInstanceUid())
                        ? Refusal.CLASS_INSTANCE_CONFLICT : Refusal.NO_SUCH_OBJECT));
            }
        }
        return new CommitmentResult(request.transactionUid(), committed, failed);
    }
}
