package org.lianzhen.dicom.service;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.dimse.DimseRequest;
import org.lianzhen.dicom.dimse.DimseResponse;
import org.lianzhen.dicom.dimse.Outcome;
import org.lianzhen.dicom.io.DataSetException;
import org.lianzhen.dicom.net.AcceptedContext;
import org.lianzhen.dicom.net.Association;

/** A request of a peer with what is needed to answer it. */
record IncomingRequest(Association association, AcceptedContext context, DimseRequest request) {

    TransferSyntax transferSyntax() {
        return context.transferSyntax();
    }

    /** Which options of queries and retrievals were agreed to for the SOP class. */
    Set<QueryOption> options() {
        return OptionField.agreed(association.terms(), request.sopClassUid());
    }

    /** Ends the operation. The stage fails when the association has ended, which nobody needs to hear. */
    CompletionStage<Void> answer(Outcome outcome) {
        return answer(request.respond(outcome));
    }

    CompletionStage<Void> answer(DimseResponse response) {
        return association.respond(context.id(), response, null);
    }

    /** Sends a response that announces a data set; fails with {@link DataSetException} when that cannot be expressed. */
    CompletionStage<Void> answer(DimseResponse response, DataSet dataSet) {
        EncodedSource source;
        try {
            source = EncodedSource.of(dataSet, transferSyntax());
        } catch (DataSetException e) {
            return CompletableFuture.failedStage(e);
        }
        return association.respond(context.id(), response, source);
    }
}
