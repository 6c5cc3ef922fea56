package org.lianzhen.dicom.service;

import java.util.List;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dimse.DimseException;
import org.lianzhen.dicom.dimse.Status;

/** Data sets of storage commitment (PS3.4 tables J.3-1 and J.3-3). */
final class CommitmentCodec {
    /** The only action: request storage commitment. */
    static final int REQUEST_ACTION = 1;
    /** The event when every instance was committed. */
    static final int SUCCESSFUL_EVENT = 1;
    /** The event when some were not. */
    static final int FAILURES_EVENT = 2;

    private CommitmentCodec() {}

    static DataSet request(String transactionUid, List<SopReference> instances) {
        return DataSet.builder().put(Tag.TransactionUID, transactionUid)
                .putSequence(Tag.ReferencedSOPSequence, instances.stream().map(CommitmentCodec::item).toList()).build();
    }

    static DataSet result(CommitmentResult result) {
        var builder = DataSet.builder().put(Tag.TransactionUID, result.transactionUid());
        if (!result.committed().isEmpty()) {
            builder.putSequence(Tag.ReferencedSOPSequence,
                    result.committed().stream().map(CommitmentCodec::item).toList());
        }
        if (!result.failed().isEmpty()) {
            builder.putSequence(Tag.FailedSOPSequence, result.failed().stream().map(CommitmentCodec::item).toList());
        }
        return builder.build();
    }

    static int event(CommitmentResult result) {
        return result.failed().isEmpty() ? SUCCESSFUL_EVENT : FAILURES_EVENT;
    }

    /** @throws DimseException (0115H) when something is missing: an empty sequence must never come to mean everything */
    static List<SopReference> requested(DataSet dataSet) {
        List<SopReference> instances = references(dataSet, Tag.ReferencedSOPSequence);
        if (instances.isEmpty()) {
            throw invalid("Referenced SOP Sequence is missing or empty", Tag.ReferencedSOPSequence);
        }
        return instances;
    }

    /** @throws DimseException (0115H) when something is missing */
    static String transactionUid(DataSet dataSet) {
        return required(dataSet, Tag.TransactionUID, "Transaction UID is missing");
    }

    /** @throws DimseException (0115H) when something is missing */
    static CommitmentResult reported(DataSet dataSet) {
        List<CommitmentResult.Refusal> failed = dataSet.items(Tag.FailedSOPSequence).stream()
                .map(item -> new CommitmentResult.Refusal(reference(item),
                        item.integer(Tag.FailureReason).orElse(CommitmentResult.Refusal.PROCESSING_FAILURE)))
                .toList();
        return new CommitmentResult(transactionUid(dataSet), references(dataSet, Tag.ReferencedSOPSequence), failed);
    }

    private static List<SopReference> references(DataSet dataSet, int sequence) {
        return dataSet.items(sequence).stream().map(CommitmentCodec::reference).toList();
    }

    private static SopReference reference(DataSet item) {
        return new SopReference(
                required(item, Tag.ReferencedSOPClassUID, "Referenced SOP Class UID is missing in an item"),
                required(item, Tag.ReferencedSOPInstanceUID, "Referenced SOP Instance UID is missing in an item"));
    }

    private static String required(DataSet dataSet, int tag, String complaint) {
        String value = dataSet.string(tag);
        if (value == null) {
            throw invalid(complaint, tag);
        }
        return value;
    }

    private static DimseException invalid(String why, int tag) {
        return Refusals.naming(Status.INVALID_ARGUMENT_VALUE, why, tag);
    }

    private static DataSet item(SopReference reference) {
        return DataSet.builder().put(Tag.ReferencedSOPClassUID, reference.sopClassUid())
                .put(Tag.ReferencedSOPInstanceUID, reference.sopInstanceUid()).build();
    }

    private static DataSet item(CommitmentResult.Refusal refusal) {
        return item(refusal.instance()).toBuilder().putInts(Tag.FailureReason, refusal.reason()).build();
    }
}
