package org.lianzhen.gateway.postgres.archive;

import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.DataSetBuilder;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.vr.SpecificCharacterSet;

/** What a series' requests were, as the items of Request Attributes Sequence. */
final class RequestItems {
    private RequestItems() {}

    /** Puts the sequence together from those of a row's columns that tell of requests. */
    static void put(DataSetBuilder match, Row row, List<IndexColumn> columns) {
        int steps = columns.indexOf(IndexColumn.STEP_IDS);
        int procedures = columns.indexOf(IndexColumn.PROCEDURE_IDS);
        if (steps < 0) {
            return;
        }
        String[] stepIds = row.getArrayOfStrings(steps);
        String[] procedureIds = row.getArrayOfStrings(procedures);
        List<DataSet> items = new ArrayList<>();
        for (int i = 0; i < stepIds.length; i++) {
            DataSetBuilder item = DataSet.builder(SpecificCharacterSet.UTF_8);
            PostgresArchiveSearch.putText(item, Tag.ScheduledProcedureStepID, stepIds[i]);
            PostgresArchiveSearch.putText(item, Tag.RequestedProcedureID, procedureIds[i]);
            items.add(item.build());
        }
        match.putSequence(Tag.RequestAttributesSequence, items);
    }
}
