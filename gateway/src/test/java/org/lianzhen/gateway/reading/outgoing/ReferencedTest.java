package org.lianzhen.gateway.reading.outgoing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.Tag;

class ReferencedTest {
    private static Referenced image(String series, String instance, int frame) {
        return new Referenced(series, SopClass.CTImageStorage, instance, frame, true);
    }

    @Test
    void namesTheFrameWhereThereAreSeveral() {
        assertThat(image("1.1", "1.1.1", 7).item(true).integer(Tags.ReferencedFrameNumber)).hasValue(7);
        assertThat(image("1.1", "1.1.1", 0).item(true).contains(Tags.ReferencedFrameNumber)).isFalse();
        assertThat(image("1.1", "1.1.1", 7).item(false).contains(Tags.ReferencedFrameNumber)).isFalse();
    }

    @Test
    void listsEachInstanceOnceSeriesBySeries() {
        List<DataSet> evidence = Referenced.evidence("1", List.of(image("1.1", "1.1.1", 1), image("1.2", "1.2.1", 0),
                image("1.1", "1.1.1", 2), image("1.1", "1.1.2", 0)));
        assertThat(evidence).hasSize(1);
        assertThat(evidence.getFirst().string(Tag.StudyInstanceUID)).isEqualTo("1");
        List<DataSet> series = evidence.getFirst().items(Tag.ReferencedSeriesSequence);
        assertThat(series.stream().map(one -> one.string(Tag.SeriesInstanceUID))).containsExactly("1.1", "1.2");
        assertThat(series.getFirst().items(Tag.ReferencedSOPSequence).stream()
                .map(one -> one.string(Tag.ReferencedSOPInstanceUID))).containsExactly("1.1.1", "1.1.2");
    }

    @Test
    void nothingIsNoEvidence() {
        assertThat(Referenced.evidence("1", List.of())).isEmpty();
    }
}
