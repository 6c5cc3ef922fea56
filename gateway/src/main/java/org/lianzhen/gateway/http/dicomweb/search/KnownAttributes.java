package org.lianzhen.gateway.http.dicomweb.search;

import org.lianzhen.dicom.service.QueryLevel;

/** Knows what the index holds. */
@FunctionalInterface
public interface KnownAttributes {
    /** Whether matches of a level can be found by, and tell, the attribute of this tag. */
    boolean isKnown(int tag, QueryLevel level);
}
