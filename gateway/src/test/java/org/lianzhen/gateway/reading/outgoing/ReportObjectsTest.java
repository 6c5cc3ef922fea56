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
import org.lianzhen.gateway.reading.outgoing.ReportObjects.Earlier;
import org.lianzhen.gateway.reading.outgoing.ReportObjects.Made;
import org.lianzhen.gateway.reading.report.ReportDocument;
import org.lianzhen.gateway.reading.report.SampleReports;

class ReportObjectsTest {
    private static final byte[] PDF = "%PDF-1.7 odd".concat("!").getBytes(StandardCharsets.US_ASCII);
    private static final List<Referenced> IMAGES = List.of(
            new Referenced("1.2.3.1", SopClass.CTImageStorage, "1.2.3.1.9", 0, true),
            new Referenced("1.2.3.1", SopClass.CTImageStorage, "1.2.3.1.8", 0, true));

    @TempDir
    Path folder;

    private static List<Made> made(String kind) {
        ReportDocument first = SampleReports.preliminary("Wang^XiaoDong=王^小东", "右肺结节\\约 6 mm。\n𠀀");
        ReportDocument last = SampleReports.approved("Wang^XiaoDong=王^小东", "右肺结节。");
        List<Earlier> before = List.of(Earlier.of(first, IMAGES));
        return switch (kind) {
            case "PRELIMINARY" -> ReportObjects.of(first, IMAGES, List.of(), PDF);
            case "FINAL" -> ReportObjects.of(last, IMAGES, before, PDF);
            case "AMENDMENT" -> ReportObjects.of(SampleReports.amended("左右写反"), List.of(),
                    List.of(before.getFirst(), Earlier.of(last, IMAGES)), PDF);
            default -> ReportObjects.of(SampleReports.withdrawn("病人错误"), IMAGES,
                    List.of(before.getFirst(), Earlier.of(last, IMAGES)), PDF);
        };
    }

    private static DataSet made(String kind, ObjectKind object) {
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
                .hasSize(6).contains(made("PRELIMINARY", ObjectKind.KOS).string(Tag.SOPInstanceUID),
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
        assertThat(made("AMENDMENT").stream().map(Made::kind)).containsExactly(ObjectKind.SR, ObjectKind.PDF);
    }
}
