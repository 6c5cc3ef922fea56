package org.lianzhen.gateway.reading.outgoing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.DataSetBuilder;
import org.lianzhen.dicom.dict.Tag;

/**
 * An instance of the study that a document speaks of.
 *
 * @param frame from 1; 0 for all of it
 * @param image whether it is one, and not a document
 */
public record Referenced(String series, String sopClass, String instance, int frame, boolean image) {

    /** @param frames whether to name the frame, too */
    DataSet item(boolean frames) {
        DataSetBuilder item = ContentItems.item().put(Tag.ReferencedSOPClassUID, sopClass)
                .put(Tag.ReferencedSOPInstanceUID, instance);
        return frames && frame > 0 ? item.putInts(Tags.ReferencedFrameNumber, frame).build() : item.build();
    }

    /** All of them, each once, as the items of a sequence that names instances study by study and series by series. */
    static List<DataSet> evidence(String study, List<Referenced> all) {
        if (all.isEmpty()) {
            return List.of();
        }
        Map<String, Map<String, DataSet>> bySeries = new LinkedHashMap<>();
        all.forEach(one -> bySeries.computeIfAbsent(one.series, series -> new LinkedHashMap<>())
                .putIfAbsent(one.instance, one.item(false)));
        List<DataSet> series = new ArrayList<>();
        bySeries.forEach((uid, instances) -> series.add(ContentItems.item().put(Tag.SeriesInstanceUID, uid)
                .putSequence(Tag.ReferencedSOPSequence, List.copyOf(instances.values())).build()));
        return List.of(ContentItems.item().put(Tag.StudyInstanceUID, study)
                .putSequence(Tag.ReferencedSeriesSequence, series).build());
    }
}
