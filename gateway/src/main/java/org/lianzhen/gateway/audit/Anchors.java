package org.lianzhen.gateway.audit;

import java.util.SortedMap;
import java.util.TreeMap;

/** Links of the chain that were noted outside the database, so that nobody can cut off its end or write it anew unseen. */
@FunctionalInterface
public interface Anchors {
    Anchors NONE = TreeMap::new;

    /** Hashes by sequence. May block. */
    SortedMap<Long, String> all();
}
