package org.lianzhen.gateway.app.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.dicom.service.FindHandler;
import org.lianzhen.dicom.service.Instance;
import org.lianzhen.dicom.service.InstanceFile;
import org.lianzhen.dicom.service.Matches;
import org.lianzhen.dicom.service.RetrieveHandler;
import org.lianzhen.dicom.service.RetrieveRequest;
import org.lianzhen.gateway.app.CommandRun;
import org.lianzhen.gateway.app.terminal.Language;
import org.lianzhen.gateway.app.terminal.TestConsole;

/** {@code dicom get} when not everything goes well. */
@Timeout(120)
class GetTroubleTest {
    private static final String STUDY_1 = "StudyInstanceUID=" + TestFiles.studyUid(1);

    @TempDir
    private Path temporary;
    private Path archive;
    private Path target;

    @BeforeEach
    void makeFolders() throws IOException {
        archive = Files.createDirectory(temporary.resolve("archive"));
        target = temporary.resolve("target");
    }

    private Path archive(int instance) throws IOException {
        return TestFiles.write(file(instance), TestFiles.image(1, 1, instance));
    }

    private Path file(int instance) {
        return archive.resolve("%03d".formatted(instance));
    }

    private CommandRun get(TestPeer peer, Object... more) {
        return CommandRun.dicom(Stream.concat(Stream.of("get", "-o", target, peer.address(), STUDY_1), Stream.of(more))
                .toArray());
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(target)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private List<Instance> instances(RetrieveRequest request) {
        List<String> wanted = request.identifier().strings(Tag.SOPInstanceUID);
        try (Stream<Path> files = Files.list(archive)) {
            return files.sorted().map(GetTroubleTest::instance)
                    .filter(one -> wanted.isEmpty() || wanted.contains(one.sopInstanceUid())).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Instance instance(Path file) {
        try {
            return InstanceFile.read(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Answers queries as usual; C-GET as the test wants it. */
    private TestPeer peer(RetrieveHandler handler) {
        return TestPeer.archiveWith(archive, handler);
    }

    /** Some of the files are gone when their turn comes. */
    private TestPeer peerThatLost(int... instances) {
        return peer(request -> {
            List<Instance> all = instances(request);
            IntStream.of(instances).forEach(lost -> assertThat(file(lost).toFile().delete()).isTrue());
            return CompletableFuture.completedStage(all);
        });
    }

    @Test
    void whatDidNotComeIsNamed() throws IOException {
        for (int i = 1; i <= 4; i++) {
            archive(i);
        }
        try (TestPeer peer = peerThatLost(2, 3)) {
            CommandRun run = get(peer);

            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.out()).singleElement().asString().startsWith("Received 2 ").endsWith("failed 2");
            assertThat(run.err()).contains("Not received: " + TestFiles.instanceUid(1, 1, 2),
                    "Not received: " + TestFiles.instanceUid(1, 1, 3))
                    .anySatisfy(line -> assertThat(line).startsWith("2 instance(s) could not be sent by the peer: "));
        }
        assertThat(files()).hasSize(2).noneMatch(name -> name.endsWith(".part"));
    }

    @Test
    void manyNamesAreCutShort() throws IOException {
        for (int i = 1; i <= 9; i++) {
            archive(i);
        }
        try (TestPeer peer = peerThatLost(1, 2, 3, 4, 5, 6, 7)) {
            CommandRun run = CommandRun.dicomInChinese("get", "-o", target, peer.address(), STUDY_1);

            assertThat(run.err()).filteredOn(line -> line.startsWith("未收到：")).hasSize(5);
            assertThat(run.err()).contains("另有 2 个未收到。");
            assertThat(run.out()).singleElement().asString().startsWith("已接收 2 个").endsWith("失败 7 个");
        }
    }

    @Test
    void theNextRunFetchesTheRest() throws IOException {
        for (int i = 1; i <= 5; i++) {
            archive(i);
        }
        try (TestPeer peer = peerThatLost(4, 5)) {
            assertThat(get(peer).exit()).isEqualTo(1);
        }
        archive(4);
        archive(5);
        try (TestPeer peer = TestPeer.archive(archive)) {
            CommandRun run = get(peer);

            assertThat(run.exit()).isZero();
            assertThat(run.out()).singleElement().asString().startsWith("Received 2 ")
                    .endsWith("already there 3; failed 0");
        }
        assertThat(files()).hasSize(5);
    }

    @Test
    void aConnectionThatBreaksKeepsWhatCame() throws IOException {
        for (int i = 1; i <= 30; i++) {
            archive(i);
        }
        try (TestPeer peer = peer(request -> CompletableFuture.completedStage(instances(request).stream()
                .map(one -> one.sopInstanceUid().equals(TestFiles.instanceUid(1, 1, 25)) ? cutting(one, request) : one)
                .toList()))) {
            CommandRun run = get(peer);

            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.err()).first().asString().startsWith("The association with " + peer.address() + " broke");
            assertThat(run.err().subList(1, 6)).allMatch(line -> line.startsWith("Not received: "));
            assertThat(run.err().get(6)).endsWith(" more were not received.");
            Await.until("no half file stays", () -> IntStream.rangeClosed(1, 30)
                    .noneMatch(instance -> Files.exists(target.resolve(name(instance) + ".part"))));
            assertThat(files()).hasSizeBetween(1, 24);
            Matcher summary = Pattern.compile("Received (\\d+) .* failed (\\d+)").matcher(run.out().getFirst());
            assertThat(summary.matches()).isTrue();
            int received = Integer.parseInt(summary.group(1));
            assertThat(received).as("what was on its way may still have come").isBetween(1, files().size());
            assertThat(Integer.parseInt(summary.group(2))).isEqualTo(30 - received);
        }
    }

    /** An instance at whose turn the association ends. */
    private static Instance cutting(Instance one, RetrieveRequest request) {
        return new Instance(one.sopClassUid(), one.sopInstanceUid(), one.transferSyntax(), () -> {
            request.association().abort("power cut");
            return one.data().open();
        });
    }

    private static String name(int instance) {
        return TestFiles.instanceUid(1, 1, instance) + ".dcm";
    }

    @Test
    void aBreakBeforeAnythingCameIsOneSentence() throws IOException {
        archive(1);
        try (TestPeer peer = peer(request -> {
            request.association().abort("power cut");
            return CompletableFuture.completedStage(List.of());
        })) {
            CommandRun run = get(peer);

            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).singleElement().asString().startsWith("The association with " + peer.address());
        }
    }

    @Test
    void aPeerThatDoesNotTellClassesSendsEverything() throws IOException {
        archive(1);
        archive(2);
        FindHandler terse = request -> CompletableFuture.completedStage(Matches.of(List.of(
                DataSet.builder().put(Tag.SOPInstanceUID, TestFiles.instanceUid(1, 1, 1)).build())));
        try (TestPeer peer = TestPeer.of(archive, builder -> builder.find(terse)
                .get(request -> CompletableFuture.completedStage(instances(request))))) {
            CommandRun run = get(peer);

            assertThat(run.err()).isEmpty();
            assertThat(run.out()).singleElement().asString().startsWith("Received 2 ");
        }
    }

    @Test
    void namesOfAPeerCannotLeadOutOfTheFolder() throws IOException {
        Path file = archive(1);
        FindHandler sly = request -> CompletableFuture.completedStage(Matches.of(List.of(DataSet.builder()
                .put(Tag.StudyInstanceUID, TestFiles.studyUid(1)).put(Tag.SeriesInstanceUID, TestFiles.seriesUid(1, 1))
                .put(Tag.SOPClassUID, SopClass.CTImageStorage).put(Tag.SOPInstanceUID, "../outside").build())));
        try (TestPeer peer = TestPeer.of(archive, builder -> builder.find(sly).get(request -> CompletableFuture
                .completedStage(List.of(new Instance(SopClass.CTImageStorage, "../outside",
                        TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, instance(file).data())))))) {
            CommandRun run = get(peer);

            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.err()).singleElement().asString().startsWith("The peer refuses: A702H");
        }
        assertThat(files()).isEmpty();
        assertThat(temporary.resolve("outside.dcm")).doesNotExist();
    }

    @Test
    void severalStudiesAreFetchedTogether() throws IOException {
        archive(1);
        TestFiles.write(archive.resolve("other"), TestFiles.image(2, 1, 1));
        TestFiles.write(archive.resolve("third"), TestFiles.image(3, 1, 1));
        try (TestPeer peer = TestPeer.archive(archive)) {
            CommandRun run = CommandRun.dicom("get", "-o", target, peer.address(),
                    STUDY_1 + "\\" + TestFiles.studyUid(2));

            assertThat(run.out()).singleElement().asString().startsWith("Received 2 ");
        }
    }

    @Test
    void unreachableAndUnwillingPeersAreExplained() throws IOException {
        TestPeer gone = TestPeer.archive(archive);
        gone.close();
        CommandRun unreachable = CommandRun.dicomInChinese("get", "-o", target, gone.address(), STUDY_1);
        assertThat(unreachable.exit()).isEqualTo(1);
        assertThat(unreachable.err()).singleElement().asString().startsWith("无法连接 127.0.0.1:").contains("连接被拒绝");

        try (TestPeer peer = TestPeer.archive(archive)) {
            CommandRun unknown = CommandRun.dicom("get", "-o", target, "--called", "NOBODY", peer.address(), STUDY_1);
            assertThat(unknown.err()).singleElement().asString().contains("does not know the AE title \"NOBODY\"");
        }
        assertThat(target).as("nothing is made for nothing").doesNotExist();
    }

    @Test
    void aFolderBelowAFileIsExplained() throws IOException {
        Path file = Files.createFile(temporary.resolve("file"));
        try (TestPeer peer = TestPeer.archive(archive)) {
            assertThat(CommandRun.dicom("get", "-o", file, peer.address(), STUDY_1).err())
                    .containsExactly("The folder " + file + " cannot be made: there is a file of that name");
        }
    }

    @Test
    void aTerminalShowsABarAndClearsIt() throws IOException {
        archive(1);
        var screen = new TestConsole(Language.CHINESE, true);
        try (TestPeer peer = TestPeer.archive(archive)) {
            CommandRun run = CommandRun.run(screen, "get", "-o", target, peer.address(), STUDY_1);

            assertThat(run.exit()).isZero();
            assertThat(screen.err()).startsWith("接收").endsWith("\r\u001B[K");
            assertThat(run.out()).hasSize(1);
        }
    }
}
