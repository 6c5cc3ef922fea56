package org.lianzhen.gateway.app.tools;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.service.FindQuery;
import org.lianzhen.dicom.service.InformationModel;
import org.lianzhen.dicom.service.QueryLevel;
import org.lianzhen.gateway.app.terminal.CommandException;

/**
 * What a peer has of what is wanted.
 *
 * @param instances at most 100,000
 */
record Inventory(List<Entry> instances) {
    private static final int MOST = 100_000;

    /** An instance and where it stands. */
    record Entry(String studyUid, String seriesUid, String sopClassUid, String sopInstanceUid) {}

    Inventory {
        instances = List.copyOf(instances);
    }

    Set<String> sopClasses() {
        return instances.stream().map(Entry::sopClassUid).collect(Collectors.toSet());
    }

    /** Asks the peer, from studies down to instances; null when it does not tell everything. */
    static @Nullable Inventory ask(Peer peer, DataSet wanted) throws CommandException {
        var studies = new ArrayList<DataSet>();
        if (wanted.hasValue(Tag.StudyInstanceUID)) {
            wanted.strings(Tag.StudyInstanceUID)
                    .forEach(uid -> studies.add(DataSet.builder().put(Tag.StudyInstanceUID, uid).build()));
        } else if (!ask(peer, QueryLevel.STUDY, wanted.toBuilder().putEmpty(Tag.StudyInstanceUID).build(), studies)) {
            return null;
        }
        var found = new ArrayList<DataSet>();
        for (DataSet study : studies) {
            var series = new ArrayList<DataSet>();
            DataSet keys = DataSet.builder().putFrom(study, Tag.StudyInstanceUID).putEmpty(Tag.SeriesInstanceUID)
                    .putFrom(wanted, Tag.SeriesInstanceUID).build();
            if (!ask(peer, QueryLevel.SERIES, keys, series)) {
                return null;
            }
            for (DataSet one : series) {
                DataSet instances = DataSet.builder().putFrom(study, Tag.StudyInstanceUID)
                        .putFrom(one, Tag.SeriesInstanceUID).putEmpty(Tag.SOPClassUID).putEmpty(Tag.SOPInstanceUID)
                        .putFrom(wanted, Tag.SOPInstanceUID).build();
                if (!ask(peer, QueryLevel.IMAGE, instances, found)) {
                    return null;
                }
            }
        }
        return of(found);
    }

    private static boolean ask(Peer peer, QueryLevel level, DataSet keys, List<DataSet> matches)
            throws CommandException {
        FindQuery query = FindQuery.of(InformationModel.STUDY_ROOT, level, keys).withLimit(MOST);
        Finding.FindResult result = new Finding(peer, query)
                .tryEach(match -> matches.add(completed(match, keys)));
        return result.summary() != null && !result.summary().limited() && matches.size() <= MOST;
    }

    /** With the unique keys above its level, which not every peer repeats. */
    private static DataSet completed(DataSet match, DataSet keys) {
        var builder = DataSet.builder().putFrom(match, Tag.SOPClassUID).putFrom(match, Tag.SOPInstanceUID);
        for (int tag : new int[]{ Tag.StudyInstanceUID, Tag.SeriesInstanceUID }) {
            builder.putFrom(match.hasValue(tag) ? match : keys, tag);
        }
        return builder.build();
    }

    private static @Nullable Inventory of(List<DataSet> matches) {
        var entries = new ArrayList<Entry>();
        for (DataSet match : matches) {
            String study = match.string(Tag.StudyInstanceUID);
            String series = match.string(Tag.SeriesInstanceUID);
            String sopClass = match.string(Tag.SOPClassUID);
            String instance = match.string(Tag.SOPInstanceUID);
            if (study == null || series == null || sopClass == null || instance == null) {
                return null;
            }
            entries.add(new Entry(study, series, sopClass, instance));
        }
        return new Inventory(entries);
    }
}
