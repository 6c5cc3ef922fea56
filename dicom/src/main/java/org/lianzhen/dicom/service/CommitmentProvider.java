package org.lianzhen.dicom.service;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dimse.DimseException;
import org.lianzhen.dicom.dimse.NActionRq;
import org.lianzhen.dicom.dimse.NEventReportRq;
import org.lianzhen.dicom.dimse.Outcome;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.net.DataSetSink;
import org.lianzhen.dicom.net.Roles;

/** Storage commitment push model (PS3.4 annex J), as the one who commits, the one who asked, or both. */
final class CommitmentProvider implements ServiceProvider {
    private final @Nullable Committing committing;
    private final @Nullable CommitmentResultHandler results;
    private final Duration limit;

    /** What it takes to commit. */
    record Committing(CommitmentHandler handler, NodeDirectory directory, ServiceClassUser user) {}

    CommitmentProvider(@Nullable Committing committing, @Nullable CommitmentResultHandler results, Duration limit) {
        this.committing = committing;
        this.results = results;
        this.limit = limit;
    }

    @Override
    public boolean provides(String sopClassUid) {
        return sopClassUid.equals(SopClass.StorageCommitmentPushModel);
    }

    @Override
    public Roles roles(Roles proposed) {
        return new Roles(proposed.scu() && committing != null, proposed.scp() && results != null);
    }

    @Override
    public DataSetSink perform(IncomingRequest incoming, Operations operations) {
        return switch (incoming.request()) {
            case NActionRq action when committing != null -> commit(committing, action, incoming);
            case NEventReportRq event when results != null -> take(results, event, incoming);
            default -> throw new DimseException(Status.UNRECOGNIZED_OPERATION,
                    "not an operation of storage commitment here");
        };
    }

    private DataSetSink commit(Committing how, NActionRq action, IncomingRequest incoming) {
        checkInstance(action.requestedSopInstanceUid());
        if (action.actionTypeId() != CommitmentCodec.REQUEST_ACTION) {
            throw new DimseException(Status.NO_SUCH_ACTION_TYPE, "storage commitment has action type 1 only");
        }
        checkDataSet(action.hasDataSet());
        var reporter = new SessionReporter(incoming, how.directory(), how.user());
        return new DataSetWork(incoming, limit).perform(dataSet -> {
            var request = new CommitmentRequest(incoming.association(), CommitmentCodec.transactionUid(dataSet),
                    CommitmentCodec.requested(dataSet));
            return how.handler().request(request, reporter).thenApply(taken -> Outcome.SUCCESS);
        }, reporter::requestAnswered);
    }

    private DataSetSink take(CommitmentResultHandler handler, NEventReportRq event, IncomingRequest incoming) {
        checkInstance(event.affectedSopInstanceUid());
        if (event.eventTypeId() != CommitmentCodec.SUCCESSFUL_EVENT
                && event.eventTypeId() != CommitmentCodec.FAILURES_EVENT) {
            throw new DimseException(Status.NO_SUCH_EVENT_TYPE, "storage commitment has event types 1 and 2 only");
        }
        checkDataSet(event.hasDataSet());
        return new DataSetWork(incoming, limit).perform(
                dataSet -> handler.result(incoming.association(), CommitmentCodec.reported(dataSet))
                        .thenApply(taken -> Outcome.SUCCESS),
                answered -> {});
    }

    private static void checkInstance(String uid) {
        if (!uid.equals(SopClass.StorageCommitmentPushModelInstance)) {
            throw new DimseException(Status.NO_SUCH_SOP_INSTANCE, "not the well-known instance");
        }
    }

    private static void checkDataSet(boolean hasDataSet) {
        if (!hasDataSet) {
            throw new DimseException(Status.INVALID_ARGUMENT_VALUE, "no data set");
        }
    }
}
