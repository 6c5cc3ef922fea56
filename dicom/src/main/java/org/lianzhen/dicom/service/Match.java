package org.lianzhen.dicom.service;

import org.lianzhen.dicom.data.DataSet;

/**
 * One match of a query.
 *
 * @param identifier the matched and returned keys
 * @param allKeysSupported false when an optional key of the query was neither matched nor returned (FF01H)
 */
public record Match(DataSet identifier, boolean allKeysSupported) {

    /** A match for which every key was regarded. */
    public static Match of(DataSet identifier) {
        return new Match(identifier, true);
    }
}
