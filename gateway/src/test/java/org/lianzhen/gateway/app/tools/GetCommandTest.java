package org.lianzhen.gateway.app.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Fragment;
import org.lianzhen.dicom.data.Fragments;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.dimse.DimseException;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.io.ParseOptions;
import org.lianzhen.dicom.io.Part10File;
import org.lianzhen.dicom.io.Part10Reader;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.Vr;
import org.lianzhen.gateway.app.CommandRun;

@Timeout(120)
class GetCommandTest {
    private static final String STUDY_1 = "StudyInstanceUID=" + TestFiles.studyUid(1);

    @TempDir
    private Path temporary;

    private Path archive;
    private Path target;

    @BeforeEach
    void makeFolders() throws IOException {
        archive = Files.createDirectory(temporary.resolve("archive"));
        target = temporary.resolve("new/target");
    }

    @Test
    void fetchesAStudyAsFilesNamedByTheirUids() throws IOException {
        archive(1, 1, 1);
        archive(1, 2, 2);
        archive(2, 1, 1);
        try (TestPeer peer = TestPeer.archive(archive)) {
            CommandRun run = get(peer, STUDY_1);

            assertThat(run.err()).isEmpty();
            assertThat(run.exit()).isZero();
            assertThat(run.out()).singleElement().asString()
                    .matches("Received 2 \\(.* kB in .*\\); already there 0; failed 0");
            assertThat(files()).containsExactly(name(1, 1, 1), name(1, 2, 2));
            assertThat(peer.endings()).containsExactly("released by the peer");
        }
    }

    @Test
    void filesAreDicomFilesWithTheBytesOfThePeer() throws IOException {
        Path original = archive(1, 1, 1);
        try (TestPeer peer = TestPeer.archive(archive)) {
            get(peer, STUDY_1);
        }
        Path copy = target.resolve(name(1, 1, 1));
        Part10File read = Part10Reader.read(copy, ParseOptions.WHOLE);
        assertThat(read.quirks()).isEmpty();
        assertThat(read.meta()).isNotNull().satisfies(meta -> {
            assertThat(meta.mediaStorageSopInstanceUid()).isEqualTo(TestFiles.instanceUid(1, 1, 1));
            assertThat(meta.transferSyntaxUid()).isEqualTo(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.uid());
            assertThat(meta.sourceApplicationEntityTitle()).isEqualTo(TestPeer.TITLE);
            assertThat(meta.implementationVersionName()).startsWith("LIANZHEN");
        });
        assertThat(TestFiles.dataSetBytes(copy)).isEqualTo(TestFiles.dataSetBytes(original));
    }

    @ParameterizedTest
    @ValueSource(strings = { "1.2.840.10008.1.2", "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.4.80",
            "1.2.840.10008.1.2.4.50", "1.2.840.10008.1.2.5" })
    void everyTransferSyntaxComesAsItIs(String uid) throws IOException {
        TransferSyntax syntax = TransferSyntax.of(uid);
        var builder = TestFiles.imageBuilder(1, 1, 1);
        if (syntax.encapsulated()) {
            builder.put(new Fragments(Tag.PixelData, Vr.OB, Bytes.EMPTY,
                    List.of(new Fragment.Held(Bytes.wrap(new byte[50])))));
        }
        TestFiles.write(archive.resolve("1"), builder.build(), syntax);
        try (TestPeer peer = TestPeer.archive(archive)) {
            assertThat(get(peer, STUDY_1).exit()).isZero();
        }
        assertThat(Part10Reader.read(target.resolve(name(1, 1, 1)), ParseOptions.HEADER).transferSyntax())
                .isEqualTo(syntax);
    }

    @Test
    void whatIsThereIsNotFetchedAgain() throws IOException {
        for (int i = 1; i <= 4; i++) {
            archive(1, i % 2, i);
        }
        Files.createDirectories(target);
        Files.writeString(target.resolve(name(1, 1, 1)), "kept");
        try (TestPeer peer = TestPeer.archive(archive)) {
            CommandRun first = get(peer, STUDY_1);
            CommandRun again = get(peer, STUDY_1);

            assertThat(first.out()).singleElement().asString().startsWith("Received 3 ")
                    .endsWith("already there 1; failed 0");
            assertThat(again.out()).singleElement().asString().startsWith("Received 0 ")
                    .endsWith("already there 4; failed 0");
            assertThat(again.exit()).isZero();
        }
        assertThat(target.resolve(name(1, 1, 1))).hasContent("kept");
    }

    @Test
    void levelsFollowFromTheKeys() throws IOException {
        archive(1, 1, 1);
        archive(1, 1, 2);
        archive(1, 2, 3);
        String series = "SeriesInstanceUID=" + TestFiles.seriesUid(1, 1);
        try (TestPeer peer = TestPeer.archive(archive)) {
            get(peer, STUDY_1, series,
                    "SOPInstanceUID=" + TestFiles.instanceUid(1, 1, 2) + "\\" + TestFiles.instanceUid(1, 1, 7));
            assertThat(files()).containsExactly(name(1, 1, 2));
            get(peer, STUDY_1, series);
            assertThat(files()).containsExactly(name(1, 1, 1), name(1, 1, 2));
            get(peer, "PatientID=P1");
            assertThat(files()).hasSize(3);
        }
    }

    @Test
    void aPeerWithoutQuerySendsEverythingAndKnownOnesPass() throws IOException {
        archive(1, 1, 1);
        archive(1, 1, 2);
        Files.createDirectories(target);
        Files.writeString(target.resolve(name(1, 1, 1)), "kept");
        try (TestPeer peer = TestPeer.mute(archive)) {
            CommandRun run = get(peer, STUDY_1);

            assertThat(run.err()).isEmpty();
            assertThat(run.out()).singleElement().asString().startsWith("Received 1 ")
                    .endsWith("already there 1; failed 0");
        }
        assertThat(target.resolve(name(1, 1, 1))).hasContent("kept");
    }

    @Test
    void largeInstancesArriveWhole() throws IOException {
        byte[] pixels = new byte[24 << 20];
        new Random(1).nextBytes(pixels);
        DataSet large = TestFiles.imageBuilder(1, 1, 1).put(new Value(Tag.PixelData, Vr.OW, Bytes.wrap(pixels)))
                .build();
        Path original = TestFiles.write(archive.resolve("1"), large);
        try (TestPeer peer = TestPeer.archive(archive)) {
            assertThat(get(peer, STUDY_1).exit()).isZero();
        }
        assertThat(TestFiles.dataSetBytes(target.resolve(name(1, 1, 1)))).isEqualTo(TestFiles.dataSetBytes(original));
    }

    @Test
    void nothingThereIsSaid() {
        try (TestPeer peer = TestPeer.archive(archive)) {
            CommandRun run = get(peer, STUDY_1);

            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.err()).containsExactly("The peer has nothing of that kind.");
        }
    }

    @Test
    void refusalsAreExplained() throws IOException {
        archive(1, 1, 1);
        try (TestPeer peer = TestPeer.of(archive, builder -> builder.get(request -> CompletableFuture
                .failedStage(new DimseException(Status.UNABLE_TO_PROCESS, "archive is offline"))))) {
            CommandRun run = get(peer, STUDY_1);
            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.err()).singleElement().asString().startsWith("The peer refuses: C000H")
                    .endsWith("archive is offline");
        }
        try (TestPeer peer = TestPeer.of(archive, builder -> builder)) {
            assertThat(get(peer, STUDY_1).err()).singleElement().asString()
                    .startsWith("The peer does not offer \"Study Root Query/Retrieve Information Model - GET\"");
        }
    }

    @Test
    void aFullDiskIsOurFault() throws IOException {
        archive(1, 1, 1);
        archive(1, 1, 2);
        Files.createDirectories(target.resolve(name(1, 1, 1) + ".part"));
        try (TestPeer peer = TestPeer.archive(archive)) {
            CommandRun run = get(peer, STUDY_1);

            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.out()).singleElement().asString().startsWith("Received 1 ").endsWith("failed 1");
            assertThat(run.err()).anySatisfy(line -> assertThat(line).startsWith("Cannot write to " + target))
                    .anySatisfy(line -> assertThat(line).startsWith("1 instance(s) could not be sent by the peer"));
        }
        assertThat(target.resolve(name(1, 1, 2))).exists();
    }

    @Test
    void folderMustBePossible() throws IOException {
        Path file = Files.createFile(temporary.resolve("file"));
        try (TestPeer peer = TestPeer.archive(archive)) {
            assertThat(CommandRun.dicom("get", "-o", file.resolve("below"), peer.address(), STUDY_1).err()).last()
                    .asString().startsWith("The folder " + file.resolve("below") + " cannot be made");
        }
    }

    @Test
    void keysMustBeUniqueOnes() {
        assertThat(CommandRun.dicom("get", "host", "PatientName=Wang").err()).first().asString()
                .startsWith("Only PatientID, StudyInstanceUID, SeriesInstanceUID and SOPInstanceUID");
        assertThat(CommandRun.dicom("get", "host", "SeriesInstanceUID=1.2").err()).first().asString()
                .startsWith("StudyInstanceUID=... is missing.");
        assertThat(CommandRun.dicomInChinese("get", "host", STUDY_1, "SOPInstanceUID=1.2").err()).first().asString()
                .startsWith("缺少 SeriesInstanceUID=...");
        assertThat(CommandRun.dicom("get", "host", "PatientID").exit()).isEqualTo(2);
        assertThat(CommandRun.dicom("get", "host").exit()).isEqualTo(2);
    }

    private CommandRun get(TestPeer peer, String... keys) {
        return CommandRun.dicom(Stream.concat(Stream.of("get", "-o", target, peer.address()), Stream.of(keys))
                .toArray());
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(target)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static String name(int study, int series, int instance) {
        return TestFiles.instanceUid(study, series, instance) + ".dcm";
    }

    private Path archive(int study, int series, int instance) throws IOException {
        return TestFiles.write(archive.resolve(study + "-" + series + "-" + instance),
                TestFiles.image(study, series, instance));
    }
}
