package org.lianzhen.gateway.app.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dimse.DimseException;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.service.InformationModel;
import org.lianzhen.dicom.service.Matches;
import org.lianzhen.dicom.service.QueryLevel;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.SpecificCharacterSet;
import org.lianzhen.dicom.vr.Vr;
import org.lianzhen.gateway.app.CommandRun;
import org.lianzhen.gateway.app.terminal.TextWidth;

@Timeout(60)
class FindCommandTest {
    @TempDir
    private Path folder;

    @Test
    void showsStudiesInAnAlignedTable() throws IOException {
        write(TestFiles.image(1, 1, 1));
        write(TestFiles.imageBuilder(2, 1, 1).put(Tag.PatientName, "Li^Si").put(Tag.StudyDescription, "").build());
        try (TestPeer peer = TestPeer.archive(folder)) {
            CommandRun run = CommandRun.dicom("find", peer.address());

            assertThat(run.exit()).isZero();
            assertThat(run.err()).containsExactly("2 match(es)");
            assertThat(run.out()).containsExactly(
                    "StudyDate  StudyTime  PatientName            PatientID  AccessionNumber  StudyDescription"
                            + "  StudyInstanceUID",
                    "---------  ---------  ---------------------  ---------  ---------------  ----------------"
                            + "  -----------------------------",
                    "20260102   0930       Wang^XiaoDong=王^小东  P1         A1               胸部平扫        "
                            + "  1.2.826.0.1.3680043.10.9999.1",
                    "20260102   0930       Li^Si                  P2         A2                               "
                            + "  1.2.826.0.1.3680043.10.9999.2");
            assertThat(CommandRun.dicomInChinese("find", peer.address()).err()).containsExactly("共 2 条");
        }
    }

    @Test
    void keysMatchOrAreShown() throws IOException {
        write(TestFiles.image(1, 1, 1));
        write(TestFiles.imageBuilder(2, 1, 1).put(Tag.PatientName, "Li^Si").build());
        try (TestPeer peer = TestPeer.archive(folder)) {
            CommandRun run = CommandRun.dicom("find", peer.address(), "PatientName=Li*", "StudyID", "00080080");

            assertThat(run.out()).hasSize(3).last().asString().contains("Li^Si");
            assertThat(run.out()).first().asString().contains("StudyID", "InstitutionName");
            DataSet keys = peer.queries().getFirst().identifier();
            assertThat(keys.string(Tag.PatientName)).isEqualTo("Li*");
            assertThat(keys.contains(Tag.InstitutionName)).isTrue();
            assertThat(keys.string(Tag.QueryRetrieveLevel)).isEqualTo("STUDY");
        }
    }

    @Test
    void everyLevelHasItsModelAndKeys() throws IOException {
        write(TestFiles.image(1, 2, 3));
        String study = "StudyInstanceUID=" + TestFiles.studyUid(1);
        String series = "SeriesInstanceUID=" + TestFiles.seriesUid(1, 2);
        try (TestPeer peer = TestPeer.archive(folder)) {
            assertThat(CommandRun.dicom("find", "--level", "patient", peer.address()).out()).last().asString()
                    .contains("P1");
            assertThat(CommandRun.dicom("find", "--level=series", peer.address(), study).out()).last().asString()
                    .matches("2\\s+CT\\s+\\S+\\s+\\S+");
            assertThat(CommandRun.dicom("find", "--level=image", peer.address(), study, series).out()).last()
                    .asString().contains(TestFiles.instanceUid(1, 2, 3));
            CommandRun.dicom("find", "--patient-root", peer.address(), "PatientID=P1");

            assertThat(peer.queries()).extracting(query -> query.level() + " " + query.model()).containsExactly(
                    QueryLevel.PATIENT + " " + InformationModel.PATIENT_ROOT,
                    QueryLevel.SERIES + " " + InformationModel.STUDY_ROOT,
                    QueryLevel.IMAGE + " " + InformationModel.STUDY_ROOT,
                    QueryLevel.STUDY + " " + InformationModel.PATIENT_ROOT);
        }
    }

    @Test
    void lowerLevelsNeedThoseAbove() {
        CommandRun series = CommandRun.dicom("find", "--level", "series", "host");
        CommandRun image = CommandRun.dicomInChinese("find", "--level", "image", "host", "StudyInstanceUID=1.2");

        assertThat(series.exit()).isEqualTo(2);
        assertThat(series.err()).first().asString().startsWith("A query at level SERIES needs StudyInstanceUID=...");
        assertThat(image.err()).first().asString().contains("SeriesInstanceUID=...");
    }

    @Test
    void chineseKeysAreSentInAChineseCharacterSet() throws IOException {
        write(TestFiles.image(1, 1, 1));
        try (TestPeer peer = TestPeer.archive(folder)) {
            assertThat(CommandRun.dicom("find", peer.address(), "PatientName=*王*").out()).hasSize(3);
            assertThat(CommandRun.dicom("find", "--charset", "ISO_IR 192", peer.address(), "PatientName=*王*").out())
                    .hasSize(3);
            CommandRun.dicom("find", peer.address(), "PatientName=Wang*");

            assertThat(peer.queries()).extracting(query -> query.identifier().characterSet()).containsExactly(
                    SpecificCharacterSet.GB18030, SpecificCharacterSet.UTF_8, SpecificCharacterSet.ASCII);
        }
        assertThat(CommandRun.dicom("find", "--charset", "ISO_IR 100", "host", "PatientName=王").err()).first()
                .asString().startsWith("A value does not suit its element: ");
    }

    @Test
    void mislabelledNamesAreReadable() throws IOException {
        byte[] gbk = "王小东，上腹部增强扫描，心脏彩超检查，县人民医院放射科".getBytes(Charset.forName("GBK"));
        write(TestFiles.imageBuilder(1, 1, 1).characterSet(SpecificCharacterSet.of("ISO_IR 100"))
                .put(Tag.PatientName, "").put(new Value(Tag.StudyDescription, Vr.LO, Bytes.wrap(gbk))).build());
        try (TestPeer peer = TestPeer.archive(folder)) {
            CommandRun run = CommandRun.dicom("find", peer.address());

            assertThat(run.out()).last().asString().contains("王小东，上腹部增强扫描");
            assertThat(run.err()).first().asString().matches(
                    "Note: the text says to be in ISO_IR 100 but is in (GBK|GB18030) \\(9\\d % sure\\) and is shown so\\.");
        }
    }

    @Test
    void jsonIsForPrograms() throws IOException {
        write(TestFiles.image(1, 1, 1));
        write(TestFiles.image(2, 1, 1));
        try (TestPeer peer = TestPeer.archive(folder)) {
            CommandRun run = CommandRun.dicom("find", "--json", peer.address());
            assertThat(run.out()).hasSize(3).last().isEqualTo("]");
            assertThat(run.out().get(0)).startsWith("[{").contains(
                    "\"00080005\":{\"vr\":\"CS\",\"Value\":[\"ISO_IR 192\"]}",
                    "\"Ideographic\":\"王^小东\"");
            assertThat(run.out().get(1)).startsWith(",{").contains("\"P2\"");
            assertThat(CommandRun.dicom("find", "--json", peer.address(), "PatientID=none").out())
                    .containsExactly("[]");
        }
    }

    @Test
    void limitKeepsTheRestAway() throws IOException {
        for (int i = 1; i <= 30; i++) {
            write(TestFiles.image(i, 1, 1));
        }
        try (TestPeer peer = TestPeer.archive(folder)) {
            CommandRun run = CommandRun.dicom("find", "--limit", 7, peer.address());

            assertThat(run.exit()).isZero();
            assertThat(run.out()).hasSize(9);
            assertThat(run.err()).containsExactly("There are more than the 7 matches shown; --limit changes that.");
        }
        assertThat(CommandRun.dicom("find", "--limit", 0, "host").exit()).isEqualTo(2);
    }

    @Test
    void noMatchIsNoFailure() {
        try (TestPeer peer = TestPeer.archive(folder)) {
            CommandRun run = CommandRun.dicom("find", peer.address(), "PatientID=none");

            assertThat(run.exit()).isZero();
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).containsExactly("0 match(es)");
        }
    }

    @Test
    void worklistIsFlattened() {
        DataSet step = DataSet.itemBuilder(SpecificCharacterSet.GB18030).put(Tag.Modality, "CT")
                .put(Tag.ScheduledStationAETitle, "CT1").put(Tag.ScheduledProcedureStepDescription, "头颅平扫").build();
        DataSet entry = DataSet.builder(SpecificCharacterSet.GB18030).put(Tag.PatientName, "王^小东")
                .put(Tag.PatientID, "P1").putSequence(Tag.ScheduledProcedureStepSequence, step).build();
        var asked = new CompletableFuture<DataSet>();
        try (TestPeer peer = TestPeer.of(folder, builder -> builder.worklist(request -> {
            asked.complete(request.identifier());
            return CompletableFuture.completedStage(Matches.of(List.of(entry)));
        }))) {
            CommandRun run = CommandRun.dicom("find", "--worklist", peer.address(),
                    "ScheduledProcedureStepSequence.Modality=CT");

            assertThat(run.out().get(0)).contains("PatientName", "Modality", "ScheduledProcedureStepDescription");
            assertThat(run.out().get(2)).contains("王^小东", "CT1", "头颅平扫");
            DataSet item = asked.join().item(Tag.ScheduledProcedureStepSequence);
            assertThat(item.string(Tag.Modality)).isEqualTo("CT");
            assertThat(item.contains(Tag.ScheduledStationAETitle)).isTrue();
        }
    }

    @Test
    void wrongKeysAreMisuse() {
        assertThat(CommandRun.dicom("find", "host", "PatientNam=Wang").err()).first().asString()
                .startsWith("There is no element \"PatientNam\".");
        assertThat(CommandRun.dicomInChinese("find", "host", "姓名=王").err()).first().asString()
                .startsWith("没有名为“姓名”的元素。");
        CommandRun deep = CommandRun.dicom("find", "host",
                "RequestAttributesSequence.ReferencedStudySequence.Modality");
        assertThat(deep.exit()).isEqualTo(2);
        assertThat(deep.err()).containsExactly("Only one level of sequences can be asked for: Modality");
    }

    @Test
    void refusalsAreExplained() {
        try (TestPeer peer = TestPeer.of(folder, builder -> builder.find(request -> {
            throw new DimseException(Status.OUT_OF_RESOURCES, "index rebuilding");
        }))) {
            CommandRun run = CommandRun.dicom("find", peer.address());
            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.err())
                    .containsExactly("The peer refuses: A700H: out of resources, index rebuilding");
            assertThat(CommandRun.dicomInChinese("find", peer.address()).err()).first().asString()
                    .startsWith("对方拒绝：");
            assertThat(CommandRun.dicom("find", "--worklist", peer.address()).err()).first().asString()
                    .startsWith("The peer does not offer \"Modality Worklist Information Model - FIND\"");
        }
    }

    private void write(DataSet dataSet) throws IOException {
        TestFiles.write(folder.resolve(String.valueOf(dataSet.string(Tag.SOPInstanceUID))), dataSet);
    }

    @Test
    void whatPeersSayCannotForgeLines() throws IOException {
        write(TestFiles.imageBuilder(1, 1, 1).put(Tag.StudyDescription, "a\u001B[2J").build());
        try (TestPeer peer = TestPeer.archive(folder)) {
            assertThat(CommandRun.dicom("find", peer.address()).out()).last().asString().contains("a\\u001B[2J");
        }
    }

    @Test
    void namesInUtf8AndGb18030StandInOneTable() throws IOException {
        write(TestFiles.imageBuilder(1, 1, 1).put(Tag.PatientName, "Long^Yan=龑^䶮").build());
        write(TestFiles.imageBuilder(2, 1, 1).characterSet(SpecificCharacterSet.UTF_8)
                .put(Tag.PatientName, "Wang^Xiao=王^𠮷").build());
        try (TestPeer peer = TestPeer.archive(folder)) {
            List<String> out = CommandRun.dicom("find", peer.address(), "PatientName").out();

            assertThat(out.get(2)).contains("Long^Yan=龑^䶮 ");
            assertThat(out.get(3)).contains("Wang^Xiao=王^𠮷");
            assertThat(TextWidth.of(out.get(2).substring(0, out.get(2).indexOf("P1"))))
                    .as("columns stand below each other")
                    .isEqualTo(TextWidth.of(out.get(3).substring(0, out.get(3).indexOf("P2"))));
        }
    }

    @Test
    void textThatTheCharacterSetLacksIsMisuse() {
        CommandRun run = CommandRun.dicomInChinese("find", "--charset", "GB2312x", "host", "PatientName=王");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).first().asString().startsWith("没有名为“GB2312x”的字符集。");
    }

    @ParameterizedTest
    @ValueSource(strings = { "Rows=abc", "Rows=70000", "PixelData=1", "ReferencedStudySequence=x", "PatientID=甲乙\u0000",
            "StudyDate=一月" })
    void valuesThatDoNotSuitAreMisuse(String key) {
        CommandRun run = CommandRun.dicom("find", "--charset", "ISO_IR 100", "host", key);

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).first().asString().startsWith("A value does not suit its element: ");
    }

    @Test
    void severalValuesAndRangesReachThePeerAsTheyAre() throws IOException {
        write(TestFiles.image(1, 1, 1));
        try (TestPeer peer = TestPeer.archive(folder)) {
            CommandRun.dicom("find", peer.address(), "StudyInstanceUID=1.2\\1.3", "StudyDate=20260101-20260131",
                    "ModalitiesInStudy=CT", "ReferencedStudySequence");

            DataSet keys = peer.queries().getFirst().identifier();
            assertThat(keys.strings(Tag.StudyInstanceUID)).containsExactly("1.2", "1.3");
            assertThat(keys.string(Tag.StudyDate)).isEqualTo("20260101-20260131");
            assertThat(keys.items(Tag.ReferencedStudySequence)).isEmpty();
        }
    }

    @Test
    void aPeerThatBreaksOffInTheMiddleIsAFailure() {
        try (TestPeer peer = TestPeer.of(folder, builder -> builder.find(request -> {
            request.association().abort("test");
            return CompletableFuture.completedStage(Matches.of(List.of()));
        }))) {
            CommandRun run = CommandRun.dicom("find", "--json", peer.address());

            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.err()).singleElement().asString().startsWith("The association with " + peer.address());
        }
    }
}
