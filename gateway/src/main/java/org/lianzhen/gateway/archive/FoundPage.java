package org.lianzhen.gateway.archive;

import java.util.List;
import org.lianzhen.dicom.data.DataSet;

/**
 * Some of the matches of a search.
 *
 * @param matches the index's attributes of each and of what it belongs to, in Unicode
 * @param units for each match the code of the unit that its study belongs to; none when patients are looked for
 * @param end the place of the last one, of which only the index knows what it means; empty without matches
 */
public record FoundPage(List<DataSet> matches, List<String> units, List<String> end) {
    public FoundPage {
        matches = List.copyOf(matches);
        units = List.copyOf(units);
        end = List.copyOf(end);
    }
}
