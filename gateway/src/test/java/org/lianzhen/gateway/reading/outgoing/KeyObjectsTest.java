package org.lianzhen.gateway.reading.outgoing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.gateway.reading.report.ReportDocument;
import org.lianzhen.gateway.reading.report.SampleReports;

class KeyObjectsTest {
    private static final ReportDocument REPORT = SampleReports.approved("王^小东", "结节");
    private static final List<Referenced> IMAGES = List.of(
            new Referenced("1.2.3.1", SopClass.CTImageStorage, "1.2.3.1.9", 0, true),
            new Referenced("1.2.3.2", SopClass.CTImageStorage, "1.2.3.2.1", 3, true));

    private static DataSet document(Code title, List<Referenced> instances) {
        return KeyObjects.of(REPORT, title, "报告的关键图像", instances);
    }

    private static DataSet first(DataSet holder, int sequence) {
        DataSet item = holder.item(sequence);
        assertThat(item).isNotNull();
        return item;
    }

    private static List<DataSet> items(DataSet document, String type) {
        return document.items(Tags.ContentSequence).stream()
                .filter(item -> type.equals(item.string(Tags.ValueType))).toList();
    }

    @Test
    void saysWhyItPointsAtThem() {
        DataSet document = document(Code.OF_INTEREST, IMAGES);
        DataSet title = first(document, Tags.ConceptNameCodeSequence);
        assertThat(title.string(Tag.CodeValue)).isEqualTo("113000");
        assertThat(first(document, Tags.ContentTemplateSequence).string(Tags.TemplateIdentifier)).isEqualTo("2010");
        assertThat(items(document, "TEXT").getLast().string(Tags.TextValue)).isEqualTo("报告的关键图像");
        assertThat(document.string(Tag.Modality)).isEqualTo("KO");
    }

    @Test
    void pointsAtImagesInTheOrderOfTheReport() {
        List<DataSet> images = items(document(Code.OF_INTEREST, IMAGES), "IMAGE");
        assertThat(images.stream().map(item -> first(item, Tag.ReferencedSOPSequence))
                .map(item -> item.string(Tag.ReferencedSOPInstanceUID))).containsExactly("1.2.3.1.9", "1.2.3.2.1");
        assertThat(first(images.getLast(), Tag.ReferencedSOPSequence).integer(Tags.ReferencedFrameNumber))
                .hasValue(3);
    }

    @Test
    void namesThemOnceMoreSeriesBySeries() {
        DataSet evidence = first(document(Code.OF_INTEREST, IMAGES), Tags.CurrentRequestedProcedureEvidenceSequence);
        assertThat(evidence.string(Tag.StudyInstanceUID)).isEqualTo("1.2.3");
        assertThat(evidence.items(Tag.ReferencedSeriesSequence).stream()
                .map(series -> series.string(Tag.SeriesInstanceUID))).containsExactly("1.2.3.1", "1.2.3.2");
    }

    @Test
    void documentsAreNoImages() {
        DataSet document = document(Code.REJECTED, List.of(ObjectKind.SR.of(REPORT), ObjectKind.PDF.of(REPORT)));
        assertThat(items(document, "IMAGE")).isEmpty();
        assertThat(items(document, "COMPOSITE")).hasSize(2);
        assertThat(first(document, Tags.ConceptNameCodeSequence).string(Tag.CodeMeaning))
                .isEqualTo("Rejected for Patient Safety Reasons");
    }
}
