package org.lianzhen.dicom.service;

import java.util.List;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dimse.DimseException;
import org.lianzhen.dicom.dimse.Status;

/** What the identifier of a query or retrieval must contain (PS3.4 sections C.4.1 to C.4.3). */
final class QueryKeys {
    private QueryKeys() {}

    /**
     * The level an identifier asks for.
     *
     * @throws DimseException (A900H) when it has none, or one that the model has not
     */
    static QueryLevel level(InformationModel model, DataSet identifier) {
        QueryLevel level = QueryLevel.of(identifier.string(Tag.QueryRetrieveLevel));
        if (level == null || !model.levels().contains(level)) {
            throw refusal("Query/Retrieve Level is missing or not one of the model", Tag.QueryRetrieveLevel);
        }
        return level;
    }

    /**
     * As {@link #level}, for a retrieval, which must name what it wants: without unique key it would mean everything.
     *
     * @throws DimseException (A900H)
     */
    static QueryLevel retrievalLevel(InformationModel model, DataSet identifier) {
        QueryLevel level = level(model, identifier);
        List<String> keys = identifier.strings(level.uniqueKey());
        if (keys.isEmpty() || keys.stream().anyMatch(key -> key.isEmpty() || key.contains("*"))) {
            throw refusal("the unique key of the level has no value", level.uniqueKey());
        }
        return level;
    }

    private static DimseException refusal(String why, int tag) {
        return Refusals.naming(Status.DATA_SET_DOES_NOT_MATCH_SOP_CLASS, why, tag);
    }
}
