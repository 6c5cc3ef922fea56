package org.lianzhen.gateway.reading.outgoing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.io.FileMetaInformation;
import org.lianzhen.dicom.io.FileMetaInformation.Implementation;
import org.lianzhen.dicom.io.Part10Writer;
import org.lianzhen.dicom.io.WriteOptions;
import org.lianzhen.gateway.reading.outgoing.MeasurementGroup.Taken;
import org.lianzhen.gateway.reading.outgoing.ReportObjects.Earlier;
import org.lianzhen.gateway.reading.outgoing.ReportObjects.Made;
import org.lianzhen.gateway.reading.outgoing.ReportObjects.Parts;
import org.lianzhen.gateway.reading.report.Measurement;
import org.lianzhen.gateway.reading.report.ReportDocument;
import org.lianzhen.gateway.reading.report.SampleReports;

class ReportObjectsTest {
    private static final byte[] PDF = "%PDF-1.7 odd".concat("!").getBytes(StandardCharsets.US_ASCII);
    private static final List<Referenced> IMAGES = List.of(
            new Referenced("1.2.3.1", SopClass.CTImageStorage, "1.2.3.1.9", 0, true),
            new Referenced("1.2.3.1", SopClass.CTImageStorage, "1.2.3.1.8", 0, true));

    @TempDir
    Path folder;

    /** Everything that can be measured. */
    private static final List<Measurement> MEASURED = List.of(
            SampleReports.measurement(1, Measurement.Kind.LENGTH, 1, 2, 4, 6),
            SampleReports.measurement(2, Measurement.Kind.ANGLE, 1, 1, 5, 1, 5, 5),
            SampleReports.measurement(3, Measurement.Kind.COBB, 1, 1, 9, 1, 1, 5, 9, 6),
            SampleReports.measurement(4, Measurement.Kind.CARDIOTHORACIC, 4, 8, 9, 8, 1, 10, 14, 10),
            SampleReports.measurement(5, Measurement.Kind.RECTANGLE, 2, 2, 6, 5),
            SampleReports.measurement(6, Measurement.Kind.ELLIPSE, 2, 2, 6, 12),
            SampleReports.measurement(9_007_199_254_740_990L, Measurement.Kind.PROBE, 3, 3));

    private Parts parts(ReportDocument report, List<Referenced> images) {
        MeasuredImage image = TestImage.ct("1.2.3.1", "1.2.3.1.9").in(folder);
        return new Parts(images, report.found().measurements().stream().map(one -> new Taken(one, image)).toList());
    }

    private List<Made> made(String kind) {
        return made(kind, List.of());
    }

    private List<Made> made(String kind, List<Measurement> amended) {
        ReportDocument first = SampleReports
                .measured(SampleReports.preliminary("Wang^XiaoDong=王^小东", "右肺结节\\约 6 mm。\n𠀀"), MEASURED);
        ReportDocument last = SampleReports.measured(SampleReports.approved("Wang^XiaoDong=王^小东", "右肺结节。"), MEASURED);
        List<Earlier> before = List.of(Earlier.of(first, parts(first, IMAGES)));
        List<Earlier> both = List.of(before.getFirst(), Earlier.of(last, parts(last, IMAGES)));
        ReportDocument third = switch (kind) {
            case "PRELIMINARY" -> first;
            case "FINAL" -> last;
            case "AMENDMENT" -> SampleReports.measured(SampleReports.amended("左右写反"), amended);
            default -> SampleReports.withdrawn("病人错误");
        };
        return ReportObjects.of(third, parts(third, kind.equals("AMENDMENT") ? List.of() : IMAGES),
                kind.equals("PRELIMINARY") ? List.of() : kind.equals("FINAL") ? before : both, PDF);
    }

    private DataSet made(String kind, ObjectKind object) {
        return made(kind).stream().filter(one -> one.kind() == object).findFirst().orElseThrow().dataSet();
    }

    private Path file(Made made) throws IOException {
        Path file = folder.resolve(made.instanceUid() + ".dcm");
        try (OutputStream out = Files.newOutputStream(file)) {
            Part10Writer.write(FileMetaInformation.of(made.kind().sopClass(), made.instanceUid(),
                    TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.uid(), new Implementation("1.2.9", "OURS")),
                    made.dataSet(), out, WriteOptions.DEFAULT);
        }
        return file;
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return text;
    }

    @ParameterizedTest
    @ValueSource(strings = { "PRELIMINARY", "FINAL", "AMENDMENT", "WITHDRAWAL" })
    void theStandardHasNothingAgainstThem(String kind) throws Exception {
        assumeTrue(Files.exists(Path.of("/usr/bin/dciodvfy")), "dicom3tools is not installed");
        for (Made made : made(kind)) {
            String found = run("dciodvfy", file(made).toString());
            assertThat(found.lines().filter(line -> line.startsWith("Error"))).as(made.kind() + "\n" + found).isEmpty();
        }
    }

    @Test
    void othersReadTheReport() throws Exception {
        assumeTrue(Files.exists(Path.of("/usr/bin/dsrdump")), "DCMTK is not installed");
        for (String kind : List.of("PRELIMINARY", "FINAL", "WITHDRAWAL")) {
            for (Made made : made(kind)) {
                if (made.kind() != ObjectKind.PDF) {
                    String shown = run("dsrdump", "+Pl", file(made).toString());
                    assertThat(shown).as(shown).contains("王^小东").doesNotContain("E: ");
                }
            }
        }
    }

    @Test
    void aPreliminaryReportIsNotVerified() {
        DataSet report = made("PRELIMINARY", ObjectKind.SR);
        assertThat(report.string(Tags.PreliminaryFlag)).isEqualTo("PRELIMINARY");
        assertThat(report.string(Tags.CompletionFlag)).isEqualTo("PARTIAL");
        assertThat(report.string(Tags.VerificationFlag)).isEqualTo("UNVERIFIED");
        assertThat(report.contains(Tags.VerifyingObserverSequence)).isFalse();
        assertThat(report.contains(Tags.PredecessorDocumentsSequence)).isFalse();
    }

    @Test
    void aFinalReportIsVerifiedByWhoApprovedItAndTakesThePlaceOfThePreliminaryOne() {
        DataSet report = made("FINAL", ObjectKind.SR);
        assertThat(report.string(Tags.PreliminaryFlag)).isEqualTo("FINAL");
        assertThat(report.string(Tags.VerificationFlag)).isEqualTo("VERIFIED");
        DataSet verifier = report.item(Tags.VerifyingObserverSequence);
        assertThat(verifier).isNotNull();
        assertThat(verifier.string(Tags.VerifyingObserverName)).isEqualTo("赵主任");
        assertThat(verifier.string(Tags.VerificationDateTime)).isEqualTo("20260301113000.000+0800");
        assertThat(report.string(Tag.SeriesInstanceUID))
                .isEqualTo(made("PRELIMINARY", ObjectKind.SR).string(Tag.SeriesInstanceUID));
        assertThat(referenced(report, Tags.PredecessorDocumentsSequence))
                .containsExactly(made("PRELIMINARY", ObjectKind.SR).string(Tag.SOPInstanceUID));
        assertThat(referenced(report, Tags.CurrentRequestedProcedureEvidenceSequence))
                .containsExactly("1.2.3.1.9", "1.2.3.1.8");
    }

    private static List<String> referenced(DataSet document, int sequence) {
        return document.items(sequence).stream().flatMap(study -> study.items(Tag.ReferencedSeriesSequence).stream())
                .flatMap(series -> series.items(Tag.ReferencedSOPSequence).stream())
                .map(one -> one.string(Tag.ReferencedSOPInstanceUID)).toList();
    }

    @Test
    void aWithdrawalRejectsAllThatWentOutBefore() {
        DataSet rejection = made("WITHDRAWAL", ObjectKind.KOS);
        DataSet title = rejection.item(Tags.ConceptNameCodeSequence);
        assertThat(title).isNotNull();
        assertThat(title.string(Tag.CodeValue)).isEqualTo("113037");
        assertThat(referenced(rejection, Tags.CurrentRequestedProcedureEvidenceSequence))
                .hasSize(8).contains(made("PRELIMINARY", ObjectKind.KOS).string(Tag.SOPInstanceUID),
                        made("FINAL", ObjectKind.PDF).string(Tag.SOPInstanceUID));
        assertThat(made("WITHDRAWAL", ObjectKind.SR).toString()).doesNotContain("结节");
    }

    @Test
    void pagesAreWithinAsTheyAre() {
        DataSet document = made("FINAL", ObjectKind.PDF);
        assertThat(document.integer(Tags.EncapsulatedDocumentLength)).hasValue(PDF.length);
        assertThat(document.string(Tag.Modality)).isEqualTo("DOC");
    }

    @Test
    void areTheSameWheneverTheyAreMade() {
        assertThat(made("FINAL")).isEqualTo(made("FINAL"));
        assertThat(made("FINAL").stream().map(Made::instanceUid)).doesNotHaveDuplicates()
                .doesNotContainAnyElementsOf(made("PRELIMINARY").stream().map(Made::instanceUid).toList());
    }

    @Test
    void aReportWithoutKeyImagesPointsAtNothing() {
        assertThat(made("AMENDMENT", MEASURED).stream().map(Made::kind)).containsExactly(ObjectKind.SR,
                ObjectKind.MEASUREMENTS, ObjectKind.PDF);
    }

    @Test
    void aReportWithoutMeasurementsMakesNone() {
        ReportDocument report = SampleReports.preliminary("王^小东", "结节");
        assertThat(ReportObjects.of(report, parts(report, IMAGES), List.of(), PDF).stream().map(Made::kind))
                .containsExactly(ObjectKind.SR, ObjectKind.KOS, ObjectKind.PDF);
    }

    @Test
    void measurementsTakeThePlaceOfThoseBefore() {
        assertThat(made("PRELIMINARY", ObjectKind.MEASUREMENTS).contains(Tags.PredecessorDocumentsSequence)).isFalse();
        assertThat(referenced(made("FINAL", ObjectKind.MEASUREMENTS), Tags.PredecessorDocumentsSequence))
                .containsExactly(made("PRELIMINARY", ObjectKind.MEASUREMENTS).string(Tag.SOPInstanceUID));
        DataSet amended = made("AMENDMENT", MEASURED.subList(0, 1)).stream()
                .filter(one -> one.kind() == ObjectKind.MEASUREMENTS).findFirst().orElseThrow().dataSet();
        assertThat(referenced(amended, Tags.PredecessorDocumentsSequence)).hasSize(2)
                .contains(made("FINAL", ObjectKind.MEASUREMENTS).string(Tag.SOPInstanceUID));
    }

    @Test
    void measurementsThatAreGoneAreRejected() {
        DataSet note = made("AMENDMENT", ObjectKind.NOTE);
        DataSet title = note.item(Tags.ConceptNameCodeSequence);
        assertThat(title).isNotNull();
        assertThat(title.string(Tag.CodeValue)).isEqualTo("113037");
        assertThat(referenced(note, Tags.CurrentRequestedProcedureEvidenceSequence))
                .containsExactly(made("FINAL", ObjectKind.MEASUREMENTS).string(Tag.SOPInstanceUID));
    }

    @Test
    void aWithdrawalHasNoMeasurements() {
        assertThat(made("WITHDRAWAL").stream().map(Made::kind)).containsExactly(ObjectKind.SR, ObjectKind.KOS,
                ObjectKind.PDF);
    }
}
