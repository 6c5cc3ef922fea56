package org.lianzhen.dicom.service;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dimse.Outcome;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.net.DataSetSink;

/**
 * A request that is worked on when its data set is there, and answered once.
 *
 * @param limit longest wait for the work
 */
record DataSetWork(IncomingRequest incoming, Duration limit) {

    /**
     * Reads, works, answers.
     *
     * @param work may throw
     * @param answered hears what was answered, when that is on its way
     */
    DataSetSink perform(Function<DataSet, CompletionStage<Outcome>> work, Consumer<Outcome> answered) {
        var collector = new DataSetCollector(incoming.transferSyntax());
        collector.dataSet().thenCompose(dataSet -> Faults.call(() -> work.apply(dataSet), limit))
                .whenComplete((outcome, fault) -> {
                    Outcome answer = fault == null ? outcome : Faults.outcome(fault, Status.PROCESSING_FAILURE);
                    incoming.answer(answer);
                    answered.accept(answer);
                });
        return collector;
    }
}
