package org.lianzhen.dicom.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dimse.DimseException;
import org.lianzhen.dicom.dimse.Status;

class CommitmentCodecTest {
    private static final SopReference CT = new SopReference(SopClass.CTImageStorage, "1.2.1");

    @Test
    void requestsGoThereAndBack() {
        DataSet request = CommitmentCodec.request("1.9", List.of(CT));
        assertThat(CommitmentCodec.transactionUid(request)).isEqualTo("1.9");
        assertThat(CommitmentCodec.requested(request)).containsExactly(CT);
    }

    @Test
    void resultsGoThereAndBack() {
        var result = new CommitmentResult("1.9", List.of(CT), List.of(new CommitmentResult.Refusal(
                new SopReference(SopClass.MRImageStorage, "1.2.2"), 0x0213)));
        assertThat(CommitmentCodec.reported(CommitmentCodec.result(result))).isEqualTo(result);
        assertThat(CommitmentCodec.event(result)).isEqualTo(CommitmentCodec.FAILURES_EVENT);
        var good = new CommitmentResult("1.9", List.of(CT), List.of());
        assertThat(CommitmentCodec.result(good).contains(Tag.FailedSOPSequence)).isFalse();
        assertThat(CommitmentCodec.event(good)).isEqualTo(CommitmentCodec.SUCCESSFUL_EVENT);
    }

    @Test
    void anEmptySequenceNeverMeansEverything() {
        refused(DataSet.builder().put(Tag.TransactionUID, "1.9").build(), Tag.ReferencedSOPSequence);
        refused(DataSet.builder().put(Tag.TransactionUID, "1.9").putSequence(Tag.ReferencedSOPSequence).build(),
                Tag.ReferencedSOPSequence);
    }

    @Test
    void incompleteItemsAreRefused() {
        refused(DataSet.builder().putSequence(Tag.ReferencedSOPSequence,
                DataSet.builder().put(Tag.ReferencedSOPClassUID, SopClass.CTImageStorage).build()).build(),
                Tag.ReferencedSOPInstanceUID);
        refused(DataSet.builder().putSequence(Tag.ReferencedSOPSequence,
                DataSet.builder().put(Tag.ReferencedSOPInstanceUID, "1.2").build()).build(),
                Tag.ReferencedSOPClassUID);
    }

    @Test
    void aMissingTransactionIsRefused() {
        assertThatExceptionOfType(DimseException.class)
                .isThrownBy(() -> CommitmentCodec.transactionUid(DataSet.EMPTY));
    }

    @Test
    void aRefusalWithoutReasonIsAProcessingFailure() {
        DataSet item = DataSet.builder().put(Tag.ReferencedSOPClassUID, CT.sopClassUid())
                .put(Tag.ReferencedSOPInstanceUID, CT.sopInstanceUid()).build();
        DataSet report = DataSet.builder().put(Tag.TransactionUID, "1.9").putSequence(Tag.FailedSOPSequence, item)
                .build();
        assertThat(CommitmentCodec.reported(report).failed()).containsExactly(
                new CommitmentResult.Refusal(CT, CommitmentResult.Refusal.PROCESSING_FAILURE));
    }

    private static void refused(DataSet request, int offending) {
        assertThatExceptionOfType(DimseException.class).isThrownBy(() -> CommitmentCodec.requested(request))
                .satisfies(refusal -> {
                    assertThat(refusal.status()).isEqualTo(Status.INVALID_ARGUMENT_VALUE);
                    assertThat(refusal.outcome().offendingElements()).containsExactly(offending);
                });
    }
}
