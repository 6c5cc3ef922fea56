package org.lianzhen.dicom.service;

import java.util.Set;
import org.lianzhen.dicom.dimse.Outcome;

/**
 * How a query ended.
 *
 * @param outcome success, or cancelled
 * @param matches how many were handed out
 * @param limited whether the peer had more than were wanted
 * @param options beyond the baseline, as the peer agreed to them
 */
public record FindSummary(Outcome outcome, int matches, boolean limited, Set<QueryOption> options) {
    public FindSummary {
        options = Set.copyOf(options);
    }
}
