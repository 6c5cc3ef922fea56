package org.lianzhen.dicom.service;

import java.util.List;

/**
 * What became of instances that were sent.
 *
 * @param stored instances the peer has now, those with a warning included
 * @param notStored all others, with the reason
 */
public record StoreReport(int stored, List<InstanceResult> notStored) {
    public StoreReport {
        notStored = List.copyOf(notStored);
    }

    /** Whether the peer has everything. */
    public boolean isComplete() {
        return notStored.isEmpty();
    }
}
