package org.lianzhen.dicom.service;

import java.util.concurrent.CompletionStage;
import java.util.function.IntFunction;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dimse.DimseRequest;
import org.lianzhen.dicom.dimse.NCreateRq;
import org.lianzhen.dicom.dimse.NSetRq;
import org.lianzhen.dicom.dimse.Outcome;
import org.lianzhen.dicom.net.AcceptedContext;
import org.lianzhen.dicom.net.Invocation;

/** News of a procedure step for another node. */
record StepInquiry(IntFunction<DimseRequest> request, DataSet attributes) implements Inquiry.Work<Outcome> {

    static StepInquiry create(String uid, DataSet attributes) {
        return new StepInquiry(id -> new NCreateRq(id, SopClass.ModalityPerformedProcedureStep, uid, true),
                attributes);
    }

    static StepInquiry set(String uid, DataSet changes) {
        return new StepInquiry(id -> new NSetRq(id, SopClass.ModalityPerformedProcedureStep, uid), changes);
    }

    @Override
    public CompletionStage<ServiceResult<Outcome>> on(Lease lease, AcceptedContext context) {
        DimseRequest message = request.apply(lease.association().nextMessageId());
        var dataSet = EncodedSource.of(attributes, context.transferSyntax());
        return FinalResponse.of(lease.association(), Invocation.of(context.id(), message, dataSet))
                .thenApply(ServiceResult::of);
    }
}
