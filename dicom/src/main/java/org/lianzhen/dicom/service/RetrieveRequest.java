package org.lianzhen.dicom.service;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dimse.Priority;
import org.lianzhen.dicom.net.Association;

/**
 * A peer wants instances.
 *
 * @param association who asks
 * @param model which hierarchy
 * @param level at which level, one the model has
 * @param identifier has a value for the unique key of the level: one, or a list of UIDs
 * @param priority what the peer asks for
 * @param moveDestination AE title the instances shall go to; null in a C-GET, where they go back to who asks
 * @param options beyond the baseline, as agreed with the peer
 */
public record RetrieveRequest(Association association, InformationModel model, QueryLevel level, DataSet identifier,
        Priority priority, @Nullable String moveDestination, Set<QueryOption> options) {
    public RetrieveRequest {
        options = Set.copyOf(options);
    }
}
