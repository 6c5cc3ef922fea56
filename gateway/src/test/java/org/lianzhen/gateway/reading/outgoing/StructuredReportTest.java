package org.lianzhen.gateway.reading.outgoing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.gateway.reading.report.ReportDocument;
import org.lianzhen.gateway.reading.report.SampleReports;

class StructuredReportTest {
    private static final ReportDocument REPORT = SampleReports.approved("王^小东", "右肺结节\\约 6 mm。");
    private static final Referenced IMAGE = new Referenced("1.2.3.1", SopClass.CTImageStorage, "1.2.3.1.9", 2, true);

    private static DataSet document(ReportDocument report, List<Referenced> images) {
        return new StructuredReport(report, images, List.of()).dataSet();
    }

    private static String code(DataSet item, int sequence) {
        DataSet concept = item.item(sequence);
        return concept == null ? "" : String.valueOf(concept.string(Tag.CodeValue));
    }

    private static List<String> headings(DataSet document) {
        List<String> headings = new ArrayList<>();
        for (DataSet item : document.items(Tags.ContentSequence)) {
            if ("CONTAINER".equals(item.string(Tags.ValueType))) {
                headings.add(code(item, Tags.ConceptNameCodeSequence));
            }
        }
        return headings;
    }

    private static String text(DataSet document, String heading) {
        return document.items(Tags.ContentSequence).stream()
                .filter(item -> code(item, Tags.ConceptNameCodeSequence).equals(heading))
                .flatMap(item -> item.items(Tags.ContentSequence).stream())
                .map(item -> String.valueOf(item.string(Tags.TextValue))).findFirst().orElse("");
    }

    @ParameterizedTest
    @CsvSource({ "11329-0, 咳嗽三天", "55111-9, 胸部 CT 平扫 平扫", "55114-3, 2025-12-01 胸片", "59776-5, 右肺结节\\约 6 mm。",
            "18783-1, 6 个月后复查" })
    void eachPartStandsUnderItsHeading(String heading, String text) {
        assertThat(text(document(REPORT, List.of()), heading)).isEqualTo(text);
    }

    @Test
    void theImpressionSaysWhetherAnythingWasFound() {
        assertThat(text(document(REPORT, List.of()), "19005-8")).isEqualTo("右肺上叶磨玻璃结节。\n建议复查。 (阳性)");
    }

    @Test
    void theImpressionSaysWhatIsCriticalAndWhoKnowsOfIt() {
        ReportDocument report = SampleReports.critical(REPORT, List.of(SampleReports.critical(true)));
        List<String> impressions = document(report, List.of()).items(Tags.ContentSequence).stream()
                .filter(item -> code(item, Tags.ConceptNameCodeSequence).equals("19005-8"))
                .flatMap(item -> item.items(Tags.ContentSequence).stream())
                .map(item -> String.valueOf(item.string(Tags.TextValue))).toList();
        assertThat(impressions).hasSize(2);
        assertThat(impressions.getLast()).startsWith("危急值:张力性气胸:左肺压缩 80%").contains("周医生(电话,2026-03-01 10:06)");
    }

    @Test
    void isWrittenByTheTemplateInItsOrder() {
        DataSet document = document(REPORT, List.of(IMAGE));
        DataSet template = document.item(Tags.ContentTemplateSequence);
        assertThat(template).isNotNull();
        assertThat(template.string(Tags.TemplateIdentifier)).isEqualTo("2000");
        assertThat(code(document, Tags.ConceptNameCodeSequence)).isEqualTo("18748-4");
        assertThat(headings(document)).containsExactly("11329-0", "55111-9", "55114-3", "59776-5", "19005-8",
                "18783-1", "55113-5");
    }

    @Test
    void saysInWhichLanguageAndWhoSpeaks() {
        List<DataSet> content = document(REPORT, List.of()).items(Tags.ContentSequence);
        assertThat(content.getFirst().string(Tags.RelationshipType)).isEqualTo("HAS CONCEPT MOD");
        assertThat(code(content.getFirst(), Tags.ConceptCodeSequence)).isEqualTo("zh-CN");
        assertThat(content.get(2).string(Tags.PersonName)).isEqualTo("赵主任");
        assertThat(content.get(3).string(Tags.TextValue)).isEqualTo("县影像诊断中心");
    }

    @Test
    void keyImagesAreReferencesWithTheirFrames() {
        DataSet images = document(REPORT, List.of(IMAGE)).items(Tags.ContentSequence).getLast();
        DataSet item = images.items(Tags.ContentSequence).getFirst();
        assertThat(item.string(Tags.ValueType)).isEqualTo("IMAGE");
        DataSet reference = item.item(Tag.ReferencedSOPSequence);
        assertThat(reference).isNotNull();
        assertThat(reference.integer(Tags.ReferencedFrameNumber)).hasValue(2);
    }

    @Test
    void anAmendmentSaysWhy() {
        assertThat(text(document(SampleReports.amended("左右写反"), List.of()), "55107-7")).isEqualTo("更正原因:左右写反");
    }

    @Test
    void aWithdrawalSaysNothingElse() {
        DataSet document = document(SampleReports.withdrawn("病人错误"), List.of());
        assertThat(headings(document)).containsExactly("19005-8");
        assertThat(text(document, "19005-8")).contains("已撤回", "病人错误");
    }

    @Test
    void isOfTheSameStudyAndPatient() {
        DataSet document = document(REPORT, List.of());
        assertThat(document.string(Tag.StudyInstanceUID)).isEqualTo("1.2.3");
        assertThat(document.string(Tag.PatientName)).isEqualTo("王^小东");
        assertThat(document.string(Tag.PatientID)).isEqualTo("P1");
        assertThat(document.string(Tag.IssuerOfPatientID)).isEqualTo("ISS");
        assertThat(document.string(Tag.AccessionNumber)).isEqualTo("A7");
        assertThat(document.string(Tag.Modality)).isEqualTo("SR");
        assertThat(document.string(Tag.SpecificCharacterSet)).isEqualTo("ISO_IR 192");
        assertThat(document.string(Tag.TimezoneOffsetFromUTC)).isEqualTo("+0800");
        assertThat(document.string(Tags.ContentDate)).isEqualTo("20260301");
        assertThat(document.string(Tags.ContentTime)).isEqualTo("113000.000");
    }
}
