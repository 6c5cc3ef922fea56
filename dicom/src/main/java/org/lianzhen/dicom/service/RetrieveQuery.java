package org.lianzhen.dicom.service;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dimse.Priority;

/**
 * What another node shall send.
 *
 * @param model which hierarchy
 * @param identifier the unique keys, with the level in (0008,0052)
 * @param priority what we ask for
 * @param deadline for everything, or null: a retrieval may take as long as it makes progress
 * @param options asked for beyond the baseline; what was agreed to is in {@link RetrieveSummary#options()}
 */
public record RetrieveQuery(InformationModel model, DataSet identifier, Priority priority,
        @Nullable Duration deadline, Set<QueryOption> options) {
    public RetrieveQuery {
        options = Set.copyOf(options);
    }

    /** A retrieval at a level; the level is put into the keys. */
    public static RetrieveQuery of(InformationModel model, QueryLevel level, DataSet keys) {
        DataSet identifier = keys.toBuilder().put(Tag.QueryRetrieveLevel, level.name()).build();
        return new RetrieveQuery(model, identifier, Priority.MEDIUM, null, Set.of());
    }

    /** One study in study root. */
    public static RetrieveQuery study(String studyInstanceUid) {
        return of(InformationModel.STUDY_ROOT, QueryLevel.STUDY,
                DataSet.builder().put(Tag.StudyInstanceUID, studyInstanceUid).build());
    }

    public RetrieveQuery with(Priority changed) {
        return new RetrieveQuery(model, identifier, changed, deadline, options);
    }

    public RetrieveQuery within(Duration changed) {
        return new RetrieveQuery(model, identifier, priority, changed, options);
    }

    /** Asks for options beyond the baseline; the node may turn each down. */
    public RetrieveQuery asking(QueryOption... wanted) {
        return new RetrieveQuery(model, identifier, priority, deadline, Set.of(wanted));
    }
}
