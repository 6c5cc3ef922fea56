package org.lianzhen.dicom.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.dimse.Outcome;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.dimse.SubOperations;

class RetrieveProgressTest {

    @Test
    void countsEachKindOfResult() {
        var progress = new RetrieveProgress(5);
        progress.count(stored("1.1", Status.SUCCESS));
        progress.count(stored("1.2", Status.COERCION_OF_DATA_ELEMENTS));
        progress.count(new InstanceResult.Failed(instance("1.3"), Outcome.of(Status.OUT_OF_RESOURCES)));
        progress.count(new InstanceResult.NotAccepted(instance("1.4"), "no context"));
        assertThat(progress.soFar()).isEqualTo(new SubOperations(1, 1, 2, 1));
        assertThat(progress.isDone()).isFalse();
        progress.count(new InstanceResult.Unreadable(instance("1.5"), "gone"));
        assertThat(progress.isDone()).isTrue();
        assertThat(progress.atEnd(false)).isEqualTo(SubOperations.ended(1, 3, 1));
        assertThat(progress.failedInstances().strings(Tag.FailedSOPInstanceUIDList)).containsExactly("1.3", "1.4",
                "1.5");
    }

    @Test
    void nothingToSendIsSuccess() {
        var progress = new RetrieveProgress(0);
        assertThat(progress.isDone()).isTrue();
        assertThat(progress.outcome(false)).isEqualTo(Outcome.SUCCESS);
        assertThat(progress.hasFailures()).isFalse();
    }

    @Test
    void allStoredIsSuccess() {
        var progress = new RetrieveProgress(1);
        progress.count(stored("1.1", Status.SUCCESS));
        assertThat(progress.outcome(false).status()).isEqualTo(Status.SUCCESS);
    }

    @Test
    void someFailedIsAWarning() {
        var progress = new RetrieveProgress(2);
        progress.count(stored("1.1", Status.SUCCESS));
        progress.count(new InstanceResult.NotSent(instance("1.2"), "connection lost"));
        assertThat(progress.outcome(false).status()).isEqualTo(Status.SUB_OPERATIONS_COMPLETE_WITH_FAILURES);
    }

    @Test
    void aWarningFromTheReceiverIsAWarning() {
        var progress = new RetrieveProgress(1);
        progress.count(stored("1.1", Status.ELEMENTS_DISCARDED));
        assertThat(progress.outcome(false).status()).isEqualTo(Status.SUB_OPERATIONS_COMPLETE_WITH_FAILURES);
        assertThat(progress.hasFailures()).isFalse();
    }

    @Test
    void allFailedIsAFailure() {
        var progress = new RetrieveProgress(1);
        progress.count(new InstanceResult.Failed(instance("1.1"), Outcome.of(Status.PROCESSING_FAILURE)));
        assertThat(progress.outcome(false).status()).isEqualTo(Status.UNABLE_TO_PERFORM_SUB_OPERATIONS);
    }

    @Test
    void cancelledSaysWhatRemained() {
        var progress = new RetrieveProgress(3);
        progress.count(stored("1.1", Status.SUCCESS));
        assertThat(progress.outcome(true).status()).isEqualTo(Status.CANCEL);
        assertThat(progress.atEnd(true)).isEqualTo(new SubOperations(2, 1, 0, 0));
    }

    private static InstanceResult stored(String uid, Status status) {
        return new InstanceResult.Stored(instance(uid), Outcome.of(status));
    }

    private static Instance instance(String uid) {
        return new Instance(SopClass.CTImageStorage, uid, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, () -> {
            throw new AssertionError("not opened here");
        });
    }
}
