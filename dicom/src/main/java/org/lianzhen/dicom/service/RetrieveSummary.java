package org.lianzhen.dicom.service;

import java.util.List;
import java.util.Set;
import org.lianzhen.dicom.dimse.Outcome;
import org.lianzhen.dicom.dimse.SubOperations;

/**
 * How a retrieval ended at the other node.
 *
 * @param outcome success, a warning (some failed), or cancelled
 * @param counts as far as the node told them
 * @param failedInstances SOP instance UIDs, as far as the node told them
 * @param options beyond the baseline, as the node agreed to them
 */
public record RetrieveSummary(Outcome outcome, SubOperations counts, List<String> failedInstances,
        Set<QueryOption> options) {
    public RetrieveSummary {
        failedInstances = List.copyOf(failedInstances);
        options = Set.copyOf(options);
    }
}
