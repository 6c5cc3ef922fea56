package org.lianzhen.dicom.service;

import java.time.Duration;
import java.util.Set;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dimse.Priority;

/**
 * A query to another node.
 *
 * @param model which hierarchy, or the worklist
 * @param identifier the keys, with the level in (0008,0052) except for the worklist
 * @param limit matches wanted at most; when there are more the query is cancelled
 * @param deadline for everything: some peers never come to an end
 * @param priority what we ask for
 * @param options asked for beyond the baseline; what was agreed to is in {@link FindSummary#options()}
 */
public record FindQuery(InformationModel model, DataSet identifier, int limit, Duration deadline, Priority priority,
        Set<QueryOption> options) {
    private static final int MANY = 10_000;
    private static final Duration LONG = Duration.ofMinutes(5);

    public FindQuery {
        if (limit < 1) {
            throw new IllegalArgumentException("at least one match must be wanted");
        }
        options = Set.copyOf(options);
    }

    /** A query at a level; the level is put into the keys. At most 10,000 matches within five minutes. */
    public static FindQuery of(InformationModel model, QueryLevel level, DataSet keys) {
        DataSet identifier = keys.toBuilder().put(Tag.QueryRetrieveLevel, level.name()).build();
        return new FindQuery(model, identifier, MANY, LONG, Priority.MEDIUM, Set.of());
    }

    /** A query of the modality worklist. At most 10,000 matches within five minutes. */
    public static FindQuery worklist(DataSet keys) {
        return new FindQuery(InformationModel.MODALITY_WORKLIST, keys, MANY, LONG, Priority.MEDIUM, Set.of());
    }

    public FindQuery withLimit(int changed) {
        return new FindQuery(model, identifier, changed, deadline, priority, options);
    }

    public FindQuery within(Duration changed) {
        return new FindQuery(model, identifier, limit, changed, priority, options);
    }

    /** Asks for options beyond the baseline; the node may turn each down. */
    public FindQuery asking(QueryOption... wanted) {
        return new FindQuery(model, identifier, limit, deadline, priority, Set.of(wanted));
    }
}
