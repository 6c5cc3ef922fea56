package org.lianzhen.gateway.reading.outgoing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.Vr;
import org.lianzhen.gateway.reading.outgoing.MeasurementGroup.Taken;
import org.lianzhen.gateway.reading.report.Measurement;
import org.lianzhen.gateway.reading.report.Measurement.Kind;
import org.lianzhen.gateway.reading.report.ReportDocument;
import org.lianzhen.gateway.reading.report.SampleReports;

class MeasurementReportTest {
    private static final ReportDocument REPORT = SampleReports.approved("王^小东", "右肺结节");

    @TempDir
    Path folder;

    private TestImage image = TestImage.ct("1.2.3.1", "1.2.3.1.9");

    private DataSet document(Measurement... measurements) {
        MeasuredImage kept = image.in(folder);
        return new MeasurementReport(REPORT, List.of(measurements).stream().map(one -> new Taken(one, kept)).toList())
                .dataSet(List.of());
    }

    private DataSet group(Kind kind, double... places) {
        DataSet document = document(SampleReports.measurement(7, kind, places));
        return named(document, "126010").getFirst().items(Tags.ContentSequence).getFirst();
    }

    /** What stands below an item under a name. */
    private static List<DataSet> named(DataSet holder, String code) {
        return holder.items(Tags.ContentSequence).stream()
                .filter(one -> code.equals(code(one, Tags.ConceptNameCodeSequence))).toList();
    }

    private static String code(DataSet item, int sequence) {
        DataSet concept = item.item(sequence);
        return concept == null ? "" : String.valueOf(concept.string(Tag.CodeValue));
    }

    private static String amount(DataSet number) {
        DataSet value = number.item(Tags.MeasuredValueSequence);
        return value == null ? "none " + code(number, Tags.NumericValueQualifierCodeSequence)
                : value.string(Tags.NumericValue) + " " + code(value, Tags.MeasurementUnitsCodeSequence);
    }

    private static List<String> amounts(DataSet group) {
        return group.items(Tags.ContentSequence).stream().filter(one -> "NUM".equals(one.string(Tags.ValueType)))
                .map(one -> code(one, Tags.ConceptNameCodeSequence) + " " + amount(one)).toList();
    }

    private static DataSet drawn(DataSet holder) {
        return holder.items(Tags.ContentSequence).stream()
                .filter(one -> "SCOORD".equals(one.string(Tags.ValueType))).findFirst().orElseThrow();
    }

    @Test
    void isWrittenByTheTemplateInItsOrder() {
        DataSet document = document(SampleReports.measurement(7, Kind.LENGTH, 1, 2, 7, 18));
        assertThat(document.string(Tag.SOPClassUID)).isEqualTo(SopClass.ComprehensiveSRStorage);
        assertThat(code(document, Tags.ConceptNameCodeSequence)).isEqualTo("126000");
        DataSet template = document.item(Tags.ContentTemplateSequence);
        assertThat(template).isNotNull();
        assertThat(template.string(Tags.TemplateIdentifier)).isEqualTo("1500");
        assertThat(document.items(Tags.ContentSequence).stream().map(one -> code(one, Tags.ConceptNameCodeSequence)))
                .containsExactly("121049", "121005", "121008", "121009", "121058", "111028", "126010");
        assertThat(code(named(document, "121058").getFirst(), Tags.ConceptCodeSequence)).isEqualTo("25045-6");
        DataSet scheme = document.item(Tags.CodingSchemeIdentificationSequence);
        assertThat(scheme).isNotNull();
        assertThat(scheme.string(Tags.CodingSchemeDesignator)).isEqualTo("99LIANZHEN");
    }

    @Test
    void aLengthIsInferredFromWhatWasDrawnOnItsImage() {
        DataSet group = group(Kind.LENGTH, 1, 2, 7, 18);
        assertThat(amounts(group)).containsExactly("410668003 5 mm");
        DataSet drawn = drawn(named(group, "410668003").getFirst());
        assertThat(drawn.string(Tags.GraphicType)).isEqualTo("POLYLINE");
        assertThat(drawn.decimals(Tags.GraphicData)).as("the corner of the first pixel is at 0")
                .containsExactly(1.5, 2.5, 7.5, 18.5);
        DataSet image = drawn.items(Tags.ContentSequence).getFirst().item(Tag.ReferencedSOPSequence);
        assertThat(image).isNotNull();
        assertThat(image.string(Tag.ReferencedSOPInstanceUID)).isEqualTo("1.2.3.1.9");
        assertThat(image.contains(Tags.ReferencedFrameNumber)).isFalse();
    }

    @Test
    void namesWhoSaysHowLargeAPixelIs() {
        assertThat(code(named(group(Kind.LENGTH, 1, 2, 7, 18), "370129005").getFirst(), Tags.ConceptCodeSequence))
                .isEqualTo("PIXEL");
        image = image.with(data -> data.remove(Tag.PixelSpacing));
        DataSet group = group(Kind.LENGTH, 1, 2, 4, 6);
        assertThat(code(named(group, "370129005").getFirst(), Tags.ConceptCodeSequence)).isEqualTo("NONE");
        assertThat(amounts(group)).containsExactly("410668003 5 {pixels}");
        assertThat(named(group(Kind.ANGLE, 1, 0, 0, 0, 1, 1), "370129005")).isEmpty();
    }

    @Test
    void anglesAreInDegrees() {
        assertThat(amounts(group(Kind.ANGLE, 1, 0, 0, 0, 1, 2))).containsExactly("1483009 45 deg");
        assertThat(amounts(group(Kind.COBB, 0, 0, 4, 0, 0, 5, 4, 13))).containsExactly("285285000 45 deg");
    }

    @Test
    void aRatioHasBothWidths() {
        DataSet group = group(Kind.CARDIOTHORACIC, 4, 8, 9, 8, 1, 10, 13, 10);
        assertThat(amounts(group)).containsExactly("103355008 2.5 mm", "103355008 6 mm",
                "CARDIOTHORACIC 0.417 {ratio}");
        assertThat(named(group, "103355008").stream().map(one -> code(named(one, "363698007").getFirst(),
                Tags.ConceptCodeSequence))).containsExactly("80891009", "51185008");
        assertThat(amounts(group(Kind.CARDIOTHORACIC, 4, 8, 9, 8, 1, 10, 1, 10)).getLast())
                .isEqualTo("CARDIOTHORACIC none 114003");
    }

    @Test
    void aRegionHasItsAreaAndWhatItsPixelsMean() {
        DataSet group = group(Kind.RECTANGLE, 1.5, 4.5, 3.5, 6.5);
        DataSet template = group.item(Tags.ContentTemplateSequence);
        assertThat(template).isNotNull();
        assertThat(template.string(Tags.TemplateIdentifier)).isEqualTo("1410");
        assertThat(amounts(group)).containsExactly("42798000 0.5 mm2", "112031 -969.5 [hnsf'U]",
                "112031 5.025 [hnsf'U]",
                "112031 -975 [hnsf'U]", "112031 -964 [hnsf'U]");
        assertThat(named(group, "112031").stream().map(one -> code(named(one, "121401").getFirst(),
                Tags.ConceptCodeSequence))).containsExactly("373098007", "386136009", "255605001", "56851009");
        assertThat(drawn(group).decimals(Tags.GraphicData)).containsExactly(2d, 5d, 4d, 5d, 4d, 7d, 2d, 7d, 2d, 5d);
    }

    @Test
    void anEllipseIsToldByItsAxesTheLongerOneFirst() {
        DataSet drawn = drawn(group(Kind.ELLIPSE, 2, 2, 4, 10));
        assertThat(drawn.string(Tags.GraphicType)).isEqualTo("ELLIPSE");
        assertThat(drawn.decimals(Tags.GraphicData)).containsExactly(3.5, 2.5, 3.5, 10.5, 2.5, 6.5, 4.5, 6.5);
        assertThat(drawn(group(Kind.ELLIPSE, 2, 2, 10, 4)).decimals(Tags.GraphicData))
                .containsExactly(2.5, 3.5, 10.5, 3.5, 6.5, 2.5, 6.5, 4.5);
    }

    @Test
    void aProbeHasTheValueOfItsPixel() {
        assertThat(amounts(group(Kind.PROBE, 2.6, 5.4))).containsExactly("112031 -965 [hnsf'U]");
        image = image.with(data -> data.put(Tag.Modality, "MR").remove(Tag.RescaleSlope).remove(Tag.RescaleIntercept));
        assertThat(amounts(group(Kind.PROBE, 2, 5))).containsExactly("110852 49 1");
        image = image.with(data -> data.put(Tag.PhotometricInterpretation, "PALETTE COLOR"));
        assertThat(amounts(group(Kind.PROBE, 2, 5))).containsExactly("110852 none 114010");
    }

    @Test
    void isTrackedThroughAllVersions() {
        DataSet group = group(Kind.LENGTH, 1, 2, 7, 18);
        assertThat(named(group, "112039").getFirst().string(Tags.TextValue)).isEqualTo("长度 1");
        String uid = named(group, "112040").getFirst().string(Tags.UID);
        assertThat(uid).startsWith("2.25.");
        DataSet moved = group(Kind.LENGTH, 1, 2, 8, 18);
        assertThat(named(moved, "112040").getFirst().string(Tags.UID)).isEqualTo(uid);
    }

    @Test
    void namesWhoMeasuredWhenSomebodyElseSigned() {
        DataSet group = group(Kind.LENGTH, 1, 2, 7, 18);
        assertThat(named(group, "121008").getFirst().string(Tags.PersonName)).isEqualTo("李医生");
        ReportDocument own = SampleReports.preliminary("王^小东", "结节");
        Taken taken = new Taken(SampleReports.measurement(7, Kind.LENGTH, 1, 2, 7, 18), image.in(folder));
        assertThat(named(new MeasurementGroup(own, taken, Optional.empty()).item(1), "121008")).isEmpty();
    }

    @Test
    void namesTheFrameWhereThereAreSeveral() {
        byte[] pixels = new byte[2 * 2 * 16 * 16];
        image = image.with(data -> data.put(Tag.NumberOfFrames, "2")
                .put(new Value(Tag.PixelData, Vr.OW,
                        Bytes.wrap(pixels))));
        DataSet drawn = drawn(named(group(Kind.LENGTH, 1, 2, 7, 18), "410668003").getFirst());
        DataSet reference = drawn.items(Tags.ContentSequence).getFirst().item(Tag.ReferencedSOPSequence);
        assertThat(reference).isNotNull();
        assertThat(reference.integer(Tags.ReferencedFrameNumber)).hasValue(1);
        assertThat(image.in(folder).has(3)).isFalse();
    }

    @Test
    void whatIsNoImageIsNone() throws Exception {
        Path file = image.with(data -> data.remove(Tag.Rows)).file(folder);
        assertThat(MeasuredImage.read("1.2.3.1", file)).isEmpty();
        Files.writeString(file, "no image at all, and longer than a preamble".repeat(9));
        assertThat(MeasuredImage.read("1.2.3.1", file)).isEmpty();
    }
}
