package org.lianzhen.gateway.app.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Fragment;
import org.lianzhen.dicom.data.Fragments;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.dimse.Outcome;
import org.lianzhen.dicom.dimse.Priority;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.service.StoragePolicy;
import org.lianzhen.dicom.service.StoreContext;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.Vr;
import org.lianzhen.gateway.app.CommandRun;

@Timeout(120)
class SendCommandTest {
    @TempDir
    private Path temporary;

    private Path source;
    private Path archive;

    @BeforeEach
    void makeFolders() throws IOException {
        source = Files.createDirectory(temporary.resolve("source"));
        archive = Files.createDirectory(temporary.resolve("archive"));
    }

    @Test
    void sendsAFolderWithAllThatIsBelowIt() throws IOException {
        write("a.dcm", 1, 1, 1);
        write("检查/序列/b.dcm", 1, 1, 2);
        Files.writeString(source.resolve("检查/说明.txt"), "不是影像");
        try (TestPeer peer = TestPeer.archive(archive)) {
            CommandRun run = CommandRun.dicom("send", peer.address(), source);

            assertThat(run.err()).isEmpty();
            assertThat(run.exit()).isZero();
            assertThat(run.out()).singleElement().asString().matches(summary(2, 0, 0, 1));
            assertThat(peer.received()).containsOnlyKeys(TestFiles.instanceUid(1, 1, 1),
                    TestFiles.instanceUid(1, 1, 2));
            assertThat(peer.endings()).containsExactly("released by the peer");
        }
    }

    @Test
    void theDataSetArrivesAsItWas() throws IOException {
        Path file = write("a.dcm", 1, 1, 1);
        try (TestPeer peer = TestPeer.archive(archive)) {
            CommandRun.dicom("send", peer.address(), file);
        }
        assertThat(TestFiles.dataSetBytes(archive.resolve(TestFiles.instanceUid(1, 1, 1))))
                .isEqualTo(TestFiles.dataSetBytes(file));
    }

    @Test
    void everyFileKeepsItsOwnTransferSyntax() throws IOException {
        DataSet compressed = TestFiles.imageBuilder(1, 1, 3).put(new Fragments(Tag.PixelData, Vr.OB, Bytes.EMPTY,
                List.of(new Fragment.Held(Bytes.wrap(new byte[100]))))).build();
        TestFiles.write(source.resolve("1"), TestFiles.image(1, 1, 1), TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
        TestFiles.write(source.resolve("2"), TestFiles.image(1, 1, 2), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        TestFiles.write(source.resolve("3"), compressed, TransferSyntax.JPEG_LS_LOSSLESS);
        try (TestPeer peer = TestPeer.archive(archive)) {
            assertThat(CommandRun.dicom("send", peer.address(), source).exit()).isZero();

            assertThat(syntax(peer, 1)).isEqualTo(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
            assertThat(syntax(peer, 2)).isEqualTo(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
            assertThat(syntax(peer, 3)).isEqualTo(TransferSyntax.JPEG_LS_LOSSLESS);
        }
    }

    private static TransferSyntax syntax(TestPeer peer, int instance) {
        return peer.received().get(TestFiles.instanceUid(1, 1, instance)).transferSyntax();
    }

    @Test
    void manyFilesGoInBatchesOverSeveralAssociations() throws IOException {
        for (int i = 1; i <= 450; i++) {
            write("folder" + i % 7 + "/" + i, 1, i % 7, i);
        }
        try (TestPeer peer = TestPeer.archive(archive)) {
            CommandRun run = CommandRun.dicom("send", "--associations", 3, "--priority", "high", peer.address(),
                    source);

            assertThat(run.exit()).isZero();
            assertThat(run.out()).singleElement().asString().matches(summary(450, 0, 0, 0));
            assertThat(peer.received()).hasSize(450);
            assertThat(peer.received().values()).extracting(StoreContext::priority).containsOnly(Priority.HIGH);
            assertThat(peer.established()).as("one to try, three to send").isBetween(2, 5);
        }
    }

    @Test
    void skipsWhatThePeerHas() throws IOException {
        for (int i = 1; i <= 6; i++) {
            write(String.valueOf(i), 1, i % 2, i);
        }
        TestFiles.write(archive.resolve("x"), TestFiles.image(1, 1, 3));
        TestFiles.write(archive.resolve("y"), TestFiles.image(1, 0, 4));
        try (TestPeer peer = TestPeer.archive(archive)) {
            CommandRun first = CommandRun.dicom("send", "--skip-existing", peer.address(), source);
            CommandRun again = CommandRun.dicomInChinese("send", "--skip-existing", peer.address(), source);

            assertThat(first.out()).singleElement().asString().matches(summary(4, 2, 0, 0));
            assertThat(peer.received()).hasSize(4).doesNotContainKey(TestFiles.instanceUid(1, 1, 3));
            assertThat(again.exit()).isZero();
            assertThat(again.out()).singleElement().asString().startsWith("已发送 0 个").contains("对方已有 6 个");
            assertThat(peer.queries()).as("one for each series and run").hasSize(4);
        }
    }

    @Test
    void withoutQueryThePeerCannotTellWhatItHas() throws IOException {
        write("1", 1, 1, 1);
        try (TestPeer peer = storage(context -> Outcome.SUCCESS)) {
            CommandRun run = CommandRun.dicom("send", "--skip-existing", peer.address(), source);

            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.err()).last().asString().startsWith("Cannot find out what the peer has already: ")
                    .contains("Study Root Query/Retrieve Information Model - FIND")
                    .endsWith("Leave out --skip-existing to send everything.");
            assertThat(peer.received()).isEmpty();
        }
    }

    @Test
    void refusalsAreToldFileByFile() throws IOException {
        Path full = write("full", 1, 1, 1);
        Path good = write("good", 1, 1, 2);
        Path odd = write("odd", 1, 1, 3);
        try (TestPeer peer = storage(context -> switch (last(context)) {
            case 1 -> Outcome.of(Status.OUT_OF_RESOURCES, "disk full");
            case 3 -> Outcome.of(Status.UNABLE_TO_PROCESS);
            default -> Outcome.SUCCESS;
        })) {
            CommandRun run = CommandRun.dicom("send", peer.address(), full, good, odd);

            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.out()).singleElement().asString().matches(summary(1, 0, 2, 0));
            assertThat(run.err()).containsExactlyInAnyOrder(
                    full + ": the peer refuses it: A700H: out of resources, disk full"
                            + " (its storage is probably full)",
                    odd + ": the peer refuses it: C000H: cannot understand or unable to process"
                            + " (it cannot read the file; look at it with \"lianzhen dicom dump\")");
        }
    }

    @Test
    void warningsCountAsSentAndAreNotRepeatedForEver() throws IOException {
        for (int i = 1; i <= 9; i++) {
            write(String.valueOf(i), 1, 1, i);
        }
        try (TestPeer peer = storage(context -> Outcome.of(Status.ELEMENTS_DISCARDED))) {
            CommandRun run = CommandRun.dicom("send", peer.address(), source);

            assertThat(run.exit()).isZero();
            assertThat(run.out()).singleElement().asString().matches(summary(9, 0, 0, 0));
            assertThat(run.err()).hasSize(6);
            assertThat(run.err().get(0)).contains(": stored, but the peer warns: B006H");
            assertThat(run.err().get(5)).startsWith("4 more: stored, but the peer warns: B006H");
        }
    }

    @Test
    void whatThePeerDoesNotTakeIsNamed() throws IOException {
        TestFiles.write(source.resolve("ct"), TestFiles.image(1, 1, 1));
        Path secret = TestFiles.write(source.resolve("private"),
                TestFiles.imageBuilder(1, 1, 2).put(Tag.SOPClassUID, TestFiles.ROOT + ".99").build());
        try (TestPeer peer = TestPeer.storage(archive, StoragePolicy.EVERYTHING.standardSopClassesOnly(),
                context -> Outcome.SUCCESS)) {
            CommandRun run = CommandRun.dicom("send", peer.address(), source);

            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.err()).singleElement().asString().startsWith(secret + ": the peer takes no \"")
                    .contains("Explicit VR Little Endian");
            assertThat(peer.received()).hasSize(1);
        }
    }

    @Test
    void brokenFilesDoNotStopTheOthers() throws IOException {
        write("good", 1, 1, 1);
        Path cut = write("cut", 1, 1, 2);
        Files.write(cut, Arrays.copyOf(Files.readAllBytes(cut), 300));
        Path named = Files.writeString(temporary.resolve("letter.txt"), "亲爱的同事");
        Path missing = temporary.resolve("missing");
        try (TestPeer peer = TestPeer.archive(archive)) {
            CommandRun run = CommandRun.dicom("send", peer.address(), source, named, missing);

            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.out()).singleElement().asString().matches(summary(1, 0, 3, 0));
            assertThat(run.err()).anySatisfy(line -> assertThat(line).startsWith(cut + ": "))
                    .anySatisfy(line -> assertThat(line).startsWith(named + ": it is no DICOM file or it is damaged"))
                    .contains(missing + ": there is no such file");
        }
    }

    @Test
    void sendsWhatADicomdirRefersTo() throws IOException {
        write("IMAGES/IM1", 1, 1, 1);
        write("IMAGES/IM2", 1, 1, 2);
        write("OTHER", 1, 1, 3);
        Path directory = DicomDirectoryTest.write(source.resolve("DICOMDIR"), "IMAGES\\IM1", "IMAGES\\IM2",
                "IMAGES\\IM9");
        try (TestPeer peer = TestPeer.archive(archive)) {
            CommandRun run = CommandRun.dicom("send", peer.address(), directory);

            assertThat(run.exit()).as("one file is missing").isEqualTo(1);
            assertThat(run.err()).singleElement().asString().endsWith("IMAGES_IM9: there is no such file");
            assertThat(peer.received()).containsOnlyKeys(TestFiles.instanceUid(1, 1, 1),
                    TestFiles.instanceUid(1, 1, 2));
            assertThat(CommandRun.dicom("send", peer.address(), source).exit())
                    .as("in a folder it says nothing new").isZero();
            assertThat(peer.received()).hasSize(3);
        }
    }

    @Test
    void nothingToSendIsAFailure() {
        try (TestPeer peer = TestPeer.archive(archive)) {
            CommandRun run = CommandRun.dicom("send", peer.address(), source);

            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.err()).containsExactly("There are no DICOM files to send.");
            assertThat(run.out()).isEmpty();
        }
    }

    @Test
    void unreachablePeerIsToldOnceWhateverTheNumberOfFiles() throws IOException {
        for (int i = 1; i <= 20; i++) {
            write(String.valueOf(i), 1, 1, i);
        }
        TestPeer gone = TestPeer.archive(archive);
        gone.close();
        CommandRun run = CommandRun.dicom("send", gone.address(), source);

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).singleElement().asString().startsWith("Cannot connect to");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void aPeerThatHangsUpIsGivenUp() throws IOException {
        for (int i = 1; i <= 300; i++) {
            write(String.valueOf(i), 1, 1, i);
        }
        var count = new AtomicInteger();
        Function<StoreContext, Outcome> answers = context -> {
            if (count.incrementAndGet() > 10) {
                context.association().abort("test");
            }
            return Outcome.SUCCESS;
        };
        try (TestPeer peer = storage(answers)) {
            CommandRun run = CommandRun.dicom("send", peer.address(), source);

            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.out()).singleElement().asString().startsWith("Sent ");
            assertThat(run.err()).anySatisfy(line -> assertThat(line).contains(": not sent: "))
                    .hasSizeLessThan(30);
        }
    }

    @Test
    void numbersOfAssociationsHaveLimits() {
        CommandRun none = CommandRun.dicom("send", "--associations", 0, "host", source);
        CommandRun many = CommandRun.dicomInChinese("send", "--associations", 99, "host", source);

        assertThat(none.exit()).isEqualTo(2);
        assertThat(none.err()).containsExactly("The number of associations must be 1 to 16.");
        assertThat(many.err()).containsExactly("关联数须为 1 到 16。");
        assertThat(CommandRun.dicom("send", "--priority", "urgent", "host", source).err()).first()
                .isEqualTo("The value \"urgent\" of --priority makes no sense.");
        assertThat(CommandRun.dicom("send", "host").exit()).isEqualTo(2);
    }

    private TestPeer storage(Function<StoreContext, Outcome> answers) {
        return TestPeer.storage(archive, StoragePolicy.EVERYTHING, answers);
    }

    private static int last(StoreContext context) {
        String uid = context.sopInstanceUid();
        return Integer.parseInt(uid.substring(uid.lastIndexOf('.') + 1));
    }

    private Path write(String name, int study, int series, int instance) throws IOException {
        return TestFiles.write(source.resolve(name), TestFiles.image(study, series, instance));
    }

    private static String summary(int sent, int present, int failed, int others) {
        return "Sent " + sent + " \\(.*\\); already there " + present + "; failed " + failed + "; other files "
                + others;
    }
}
