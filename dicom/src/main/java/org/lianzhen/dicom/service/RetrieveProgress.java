package org.lianzhen.dicom.service;

import java.util.ArrayList;
import java.util.List;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dimse.Outcome;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.dimse.SubOperations;

/** Counts the sub-operations of a retrieval we perform, and says how it ended (PS3.4 sections C.4.2.1 and C.4.3.1). */
final class RetrieveProgress {
    private int remaining;
    private int completed;
    private int warning;
    private final List<String> failed = new ArrayList<>();

    RetrieveProgress(int total) {
        remaining = total;
    }

    void count(InstanceResult result) {
        remaining--;
        switch (result) {
            case InstanceResult.Stored stored when stored.outcome().status().equals(Status.SUCCESS) -> completed++;
            case InstanceResult.Stored warned -> warning++;
            default -> failed.add(result.instance().sopInstanceUid());
        }
    }

    boolean isDone() {
        return remaining == 0;
    }

    /** What a pending response says. */
    SubOperations soFar() {
        return new SubOperations(remaining, completed, failed.size(), warning);
    }

    /** What the final response says; a cancelled one tells what was left. */
    SubOperations atEnd(boolean cancelled) {
        return cancelled ? soFar() : SubOperations.ended(completed, failed.size(), warning);
    }

    Outcome outcome(boolean cancelled) {
        if (cancelled) {
            return Outcome.of(Status.CANCEL);
        }
        if (failed.isEmpty() && warning == 0) {
            return Outcome.SUCCESS;
        }
        return Outcome.of(completed == 0 && warning == 0
                ? Status.UNABLE_TO_PERFORM_SUB_OPERATIONS
                : Status.SUB_OPERATIONS_COMPLETE_WITH_FAILURES);
    }

    boolean hasFailures() {
        return !failed.isEmpty();
    }

    /** The identifier of the final response: which instances failed. */
    DataSet failedInstances() {
        return DataSet.builder().put(Tag.FailedSOPInstanceUIDList, failed.toArray(String[]::new)).build();
    }
}
