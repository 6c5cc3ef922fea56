package org.lianzhen.dicom.service;

import java.util.concurrent.CompletionStage;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dimse.NEventReportRq;
import org.lianzhen.dicom.dimse.Outcome;
import org.lianzhen.dicom.net.AcceptedContext;
import org.lianzhen.dicom.net.Association;
import org.lianzhen.dicom.net.Invocation;

/** The result of storage commitment, as N-EVENT-REPORT (PS3.4 section J.3.3). */
final class EventReport {
    private EventReport() {}

    static CompletionStage<ServiceResult<Outcome>> send(Association association, AcceptedContext context,
            CommitmentResult result) {
        var request = new NEventReportRq(association.nextMessageId(), SopClass.StorageCommitmentPushModel,
                SopClass.StorageCommitmentPushModelInstance, CommitmentCodec.event(result), true);
        var dataSet = EncodedSource.of(CommitmentCodec.result(result), context.transferSyntax());
        return FinalResponse.of(association, Invocation.of(context.id(), request, dataSet))
                .thenApply(ServiceResult::of);
    }
}
