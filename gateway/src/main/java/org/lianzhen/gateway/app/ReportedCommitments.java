package org.lianzhen.gateway.app;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lianzhen.dicom.dimse.DimseException;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.net.Association;
import org.lianzhen.dicom.service.CommitmentResult;
import org.lianzhen.dicom.service.CommitmentResultHandler;
import org.lianzhen.gateway.delivery.proof.CommitmentAnswers;
import org.lianzhen.gateway.member.DicomNode;
import org.lianzhen.gateway.member.MemberDirectory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what nodes report that we asked for storage commitment. Any node of the unit that was asked may report: archives often
 * call under another title than they are called by.
 */
record ReportedCommitments(MemberDirectory members, CommitmentAnswers answers) implements CommitmentResultHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ReportedCommitments.class);

    @Override
    public CompletionStage<Void> result(Association association, CommitmentResult result) {
        String title = association.terms().peerAeTitle();
        String unit = members.caller(title, association.peerAddress()).map(DicomNode::unit).orElse("");
        return answers.reported(unit, result).thenCompose(known -> {
            if (known) {
                return CompletableFuture.completedStage(null);
            }
            LOG.info("{} reports about the storage commitment {}, which nobody waits for", title,
                    result.transactionUid());
            return CompletableFuture.failedStage(new DimseException(Status.INVALID_ARGUMENT_VALUE,
                    "no such transaction of yours is waited for"));
        });
    }
}
