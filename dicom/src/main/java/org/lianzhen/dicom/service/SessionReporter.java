package org.lianzhen.dicom.service;

import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lianzhen.dicom.dimse.DimseException;
import org.lianzhen.dicom.dimse.Outcome;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.net.Association;
import org.lianzhen.dicom.net.AssociationTerms;

/** Reports the result of one storage commitment request: on its association if that is still there, else on a new one. */
final class SessionReporter implements CommitmentReporter {
    private final IncomingRequest incoming;
    private final NodeDirectory directory;
    private final ServiceClassUser user;
    private final CompletableFuture<Outcome> answered = new CompletableFuture<>();

    SessionReporter(IncomingRequest incoming, NodeDirectory directory, ServiceClassUser user) {
        this.incoming = incoming;
        this.directory = directory;
        this.user = user;
    }

    /** The request has its answer: from now on results may follow. */
    void requestAnswered(Outcome outcome) {
        answered.complete(outcome);
    }

    @Override
    public CompletionStage<ServiceResult<Outcome>> report(CommitmentResult result) {
        return answered.thenCompose(outcome -> {
            if (!outcome.status().equals(Status.SUCCESS)) {
                return CompletableFuture.failedStage(new DimseException(outcome, null));
            }
            Association association = incoming.association();
            return association.isOpen() ? reportHere(association, result) : reportThere(result);
        });
    }

    /** The association may end at the same moment, so the other way is always left. */
    private CompletionStage<ServiceResult<Outcome>> reportHere(Association association, CommitmentResult result) {
        return EventReport.send(association, incoming.context(), result)
                .exceptionallyCompose(fault -> reportThere(result));
    }

    /** Requesters expect the result from the AE title that they asked. */
    private CompletionStage<ServiceResult<Outcome>> reportThere(CommitmentResult result) {
        AssociationTerms terms = incoming.association().terms();
        return directory.node(terms.callingAeTitle()).thenCompose(found -> {
            RemoteNode node = found.orElseThrow(
                    () -> new NoSuchElementException("no node has the AE title " + terms.callingAeTitle()));
            return user.reportCommitment(new RemoteNode(node.aeTitle(), terms.calledAeTitle(), node.connection(),
                    node.identity()), result);
        });
    }
}
