package org.lianzhen.gateway.archive;

import java.util.List;
import java.util.Set;
import org.lianzhen.dicom.service.QueryLevel;

/**
 * A question to the index.
 *
 * @param level what is looked for
 * @param conditions all of which must hold; those on a lower level than what is looked for are not asked
 * @param visible whose studies may be seen
 * @param page which of the matches
 */
public record Search(QueryLevel level, List<Condition> conditions, Visible visible, Page page) {
    public Search {
        conditions = List.copyOf(conditions);
    }

    /** @param units codes of the units whose studies may be seen */
    public Search(QueryLevel level, List<Condition> conditions, Set<String> units, Page page) {
        this(level, conditions, Visible.of(units), page);
    }

    /**
     * Some of the matches, in an order that stays the same: studies newest first, series and instances by number.
     *
     * @param offset matches to pass over
     * @param limit matches wanted at most
     */
    public record Page(int offset, int limit) {
        public Page {
            if (offset < 0 || limit < 1) {
                throw new IllegalArgumentException("no page: " + offset + ", " + limit);
            }
        }
    }
}
