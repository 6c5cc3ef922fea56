package org.lianzhen.gateway.app.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dimse.DimseException;
import org.lianzhen.dicom.dimse.Outcome;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.net.TlsContext;
import org.lianzhen.dicom.service.StoragePolicy;
import org.lianzhen.gateway.app.CommandRun;
import org.lianzhen.gateway.app.terminal.Language;
import org.lianzhen.gateway.app.terminal.TestConsole;
import org.lianzhen.gateway.app.tls.KeyFiles;
import org.lianzhen.gateway.app.tls.TestTls;

/** {@code dicom send} when not everything goes well. */
@Timeout(120)
class SendTroubleTest {
    @TempDir
    private Path temporary;
    private Path source;
    private Path archive;

    @BeforeEach
    void makeFolders() throws IOException {
        source = Files.createDirectory(temporary.resolve("source"));
        archive = Files.createDirectory(temporary.resolve("archive"));
    }

    private Path write(int instance) throws IOException {
        return TestFiles.write(source.resolve(String.valueOf(instance)), TestFiles.image(1, 1, instance));
    }

    private void write(int from, int to) throws IOException {
        for (int i = from; i <= to; i++) {
            write(i);
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(archive)) {
            return files.toList();
        }
    }

    /** Takes so many instances, then cuts every association. */
    private TestPeer cuttingAfter(int instances) {
        var count = new AtomicInteger();
        return TestPeer.storage(archive, StoragePolicy.EVERYTHING, context -> {
            if (count.incrementAndGet() > instances) {
                context.association().abort("test");
            }
            return Outcome.SUCCESS;
        });
    }

    @Test
    void aRunThatBrokeOffIsResumed() throws IOException {
        write(1, 250);
        try (TestPeer peer = cuttingAfter(40)) {
            CommandRun broken = CommandRun.dicom("send", peer.address(), source);
            assertThat(broken.exit()).isEqualTo(1);
            assertThat(broken.out()).singleElement().asString().startsWith("Sent ");
        }
        int before = files().size();
        assertThat(before).isBetween(40, 249);
        try (TestPeer peer = TestPeer.archive(archive)) {
            CommandRun resumed = CommandRun.dicom("send", "--skip-existing", peer.address(), source);

            assertThat(resumed.exit()).isZero();
            assertThat(resumed.out()).singleElement().asString().startsWith("Sent " + (250 - before) + " ")
                    .contains("already there " + before + "; failed 0");
            assertThat(peer.received()).hasSize(250 - before);
        }
        assertThat(files()).hasSize(250);
    }

    @Test
    void aQueryThatIsRefusedWhileResumingIsExplained() throws IOException {
        write(1);
        try (TestPeer peer = TestPeer.of(archive, builder -> builder.find(request -> {
            throw new DimseException(Status.OUT_OF_RESOURCES, "索引重建");
        }))) {
            CommandRun run = CommandRun.dicomInChinese("send", "--skip-existing", peer.address(), source);

            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.err()).last().asString().startsWith("无法查询对方已有的影像：对方拒绝：A700H")
                    .endsWith("去掉 --skip-existing 可直接全部发送。");
        }
    }

    @Test
    void filesThatDoNotSayTheirSeriesAreSentAnyway() throws IOException {
        TestFiles.write(source.resolve("1"),
                TestFiles.imageBuilder(1, 1, 1).remove(Tag.SeriesInstanceUID).build());
        try (TestPeer peer = TestPeer.archive(archive)) {
            assertThat(CommandRun.dicom("send", "--skip-existing", peer.address(), source).exit()).isZero();
            assertThat(peer.queries()).isEmpty();
            assertThat(peer.received()).hasSize(1);
        }
    }

    @Test
    void linksToFilesAreSent() throws IOException {
        Path real = TestFiles.write(temporary.resolve("elsewhere/1"), TestFiles.image(1, 1, 1));
        Files.createSymbolicLink(source.resolve("link"), real);
        try (TestPeer peer = TestPeer.archive(archive)) {
            CommandRun run = CommandRun.dicom("send", peer.address(), source);

            assertThat(run.exit()).isZero();
            assertThat(peer.received()).hasSize(1);
        }
    }

    @Test
    void theSameFileTwiceIsSentTwiceWithoutHarm() throws IOException {
        Path file = write(1);
        try (TestPeer peer = TestPeer.archive(archive)) {
            CommandRun run = CommandRun.dicom("send", peer.address(), file, file, source);

            assertThat(run.err()).isEmpty();
            assertThat(run.out()).singleElement().asString().startsWith("Sent 3 ");
        }
    }

    @Test
    void aBrokenDicomdirDoesNotStopTheOthers() throws IOException {
        Path text = Files.writeString(temporary.resolve("DICOMDIR"), "[autorun]");
        Path cut = DicomDirectoryTest.write(temporary.resolve("cd/DICOMDIR"), "A\\B", "C\\D");
        Files.write(cut, Arrays.copyOf(Files.readAllBytes(cut), (int) Files.size(cut) - 7));
        write(1);
        try (TestPeer peer = TestPeer.archive(archive)) {
            CommandRun run = CommandRun.dicomInChinese("send", peer.address(), text, cut, source);

            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.err()).anySatisfy(line -> assertThat(line).startsWith(text + "：不是 DICOM 文件，或文件已损坏"));
            assertThat(run.out()).singleElement().asString().startsWith("已发送 1 个");
            assertThat(peer.received()).hasSize(1);
        }
    }

    @Test
    void whoMayNotSendIsToldOnce() throws IOException {
        write(1, 20);
        try (TestPeer peer = TestPeer.of(archive,
                builder -> builder.callers(request -> CompletableFuture.completedStage(false)))) {
            CommandRun english = CommandRun.dicom("send", "--calling", "TS1CT", peer.address(), source);
            CommandRun chinese = CommandRun.dicomInChinese("send", peer.address(), source);

            assertThat(english.exit()).isEqualTo(1);
            assertThat(english.err()).singleElement().asString()
                    .startsWith("The peer does not know our AE title \"TS1CT\".");
            assertThat(chinese.err()).singleElement().asString().contains("不认识本机的 AE 标题“LIANZHEN_TOOLS”");
        }
    }

    @Test
    void wrongCertificatesAreToldOnce() throws Exception {
        write(1, 20);
        KeyFiles server = KeyFiles.make(Files.createDirectory(temporary.resolve("server")), "EC");
        KeyFiles other = KeyFiles.make(Files.createDirectory(temporary.resolve("other")), "EC");
        TlsContext tls = TestTls.server(server, null);
        try (TestPeer peer = TestPeer.archive(archive, options -> options.withTls(() -> tls))) {
            String address = "ARCHIVE@localhost:" + peer.port();
            CommandRun distrusted = CommandRun.dicom("send", "--tls-any-host", "--tls-ca", other.certificate(), address,
                    source);
            CommandRun mixed = CommandRun.dicom("send", "--tls-cert", server.certificate(), "--tls-key", other.key(),
                    address, source);
            CommandRun good = CommandRun.dicom("send", "--tls-any-host", "--tls-ca", server.certificate(), address,
                    source);

            assertThat(distrusted.exit()).isEqualTo(1);
            assertThat(distrusted.err()).singleElement().asString().startsWith("No TLS with localhost:" + peer.port());
            assertThat(mixed.err()).singleElement().asString().startsWith("Key and certificate do not go together");
            assertThat(good.out()).singleElement().asString().startsWith("Sent 20 ");
        }
    }

    @Test
    void whoeverInterruptsIsObeyed() throws Exception {
        write(1);
        var sending = Thread.currentThread();
        var over = new CountDownLatch(1);
        try (TestPeer peer = TestPeer.storage(archive, StoragePolicy.EVERYTHING, context -> {
            sending.interrupt();
            assertThat(over).as("no answer before the end").satisfies(CountDownLatch::await);
            return Outcome.SUCCESS;
        })) {
            CommandRun run = CommandRun.dicom("send", peer.address(), source);
            over.countDown();

            assertThat(Thread.interrupted()).as("the interruption is passed on").isTrue();
            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.err()).containsExactly("Interrupted.");
        }
    }

    @Test
    void aTerminalShowsABarAndClearsIt() throws IOException {
        write(1, 3);
        var screen = new TestConsole(Language.ENGLISH, true);
        try (TestPeer peer = TestPeer.archive(archive)) {
            CommandRun run = CommandRun.run(screen, "send", peer.address(), source);

            assertThat(run.exit()).isZero();
            assertThat(run.out()).hasSize(1);
            assertThat(screen.err()).startsWith("Sending").endsWith("\r\u001B[K");
        }
    }

    @Test
    void namesInChineseFoldersAreShownAsTheyAre() throws IOException {
        Path broken = Files.createDirectories(source.resolve("县医院/王小东")).resolve("坏.dcm");
        Files.write(broken, Arrays.copyOf(Files.readAllBytes(write(1)), 300));
        try (TestPeer peer = TestPeer.archive(archive)) {
            assertThat(CommandRun.dicomInChinese("send", peer.address(), source).err()).singleElement().asString()
                    .startsWith(broken + "：");
        }
    }

    /** Permissions do not stop root, but nobody can read from address 0. */
    @Test
    void filesThatCannotBeReadDoNotStopTheOthers() throws IOException {
        Path unreadable = Path.of("/proc/self/mem");
        assumeThat(unreadable).exists();
        write(1);
        try (TestPeer peer = TestPeer.archive(archive)) {
            CommandRun run = CommandRun.dicom("send", peer.address(), unreadable, source);

            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.err()).singleElement().asString().startsWith(unreadable + ": it cannot be read (");
            assertThat(run.out()).singleElement().asString().startsWith("Sent 1 ").endsWith("failed 1; other files 0");
        }
    }

    @Test
    void emptyAndTinyFilesOfAFolderAreOtherFiles() throws IOException {
        Files.createFile(source.resolve("empty"));
        Files.writeString(source.resolve("Thumbs.db"), "x");
        Files.write(source.resolve("zeros"), new byte[4096]);
        write(1);
        try (TestPeer peer = TestPeer.archive(archive)) {
            CommandRun run = CommandRun.dicom("send", peer.address(), source);

            assertThat(run.err()).isEmpty();
            assertThat(run.out()).singleElement().asString().endsWith("failed 0; other files 3");
        }
    }
}
