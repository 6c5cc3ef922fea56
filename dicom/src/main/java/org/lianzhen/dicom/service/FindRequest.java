package org.lianzhen.dicom.service;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dimse.Priority;
import org.lianzhen.dicom.net.Association;

/**
 * A query of a peer.
 *
 * @param association who asks
 * @param model which hierarchy
 * @param level at which level, one the model has; null in the worklist
 * @param identifier the keys
 * @param priority what the peer asks for
 * @param options beyond the baseline, as agreed with the peer; they hold for every query of the association
 */
public record FindRequest(Association association, InformationModel model, @Nullable QueryLevel level,
        DataSet identifier, Priority priority, Set<QueryOption> options) {
    public FindRequest {
        options = Set.copyOf(options);
    }
}
