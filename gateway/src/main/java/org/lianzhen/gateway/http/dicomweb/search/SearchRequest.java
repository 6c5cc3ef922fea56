package org.lianzhen.gateway.http.dicomweb.search;

import java.util.List;
import java.util.Set;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.service.QueryLevel;
import org.lianzhen.gateway.archive.Search;
import org.lianzhen.gateway.archive.Visible;

/**
 * A search as the client asked for it.
 *
 * @param identifier the matching keys with their values
 * @param included tags of attributes wanted besides the usual ones
 * @param everything whether all attributes are wanted that are known
 * @param warnings what was asked for and cannot be done
 */
record SearchRequest(QueryLevel level, DataSet identifier, Set<Integer> included, boolean everything,
        Search.Page page, List<String> warnings) {

    SearchRequest {
        included = Set.copyOf(included);
        warnings = List.copyOf(warnings);
    }

    /** The question, for one match more than wanted, so that it is seen whether there are more. */
    Search search(Visible visible) {
        return new Search(level, Moments.conditions(identifier), visible,
                new Search.Page(page.offset(), page.limit() + 1));
    }
}
