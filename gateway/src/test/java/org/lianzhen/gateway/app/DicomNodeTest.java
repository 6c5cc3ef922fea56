package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.net.EventLoops;
import org.lianzhen.dicom.net.TlsContext;
import org.lianzhen.dicom.service.InstanceFile;
import org.lianzhen.dicom.service.RemoteNode;
import org.lianzhen.dicom.service.ServiceClassUser;
import org.lianzhen.dicom.service.ServiceResult;
import org.lianzhen.dicom.service.StoreListener;
import org.lianzhen.dicom.service.StoreOptions;
import org.lianzhen.dicom.service.StoreReport;
import org.lianzhen.gateway.app.tls.ClientTlsFiles;
import org.lianzhen.gateway.app.tls.KeyFiles;
import org.lianzhen.gateway.app.tls.TestTls;
import org.lianzhen.gateway.app.tls.TlsFiles;
import org.lianzhen.gateway.archive.ArchiveIndex;
import org.lianzhen.gateway.config.BackupSettings;
import org.lianzhen.gateway.config.DicomSettings;
import org.lianzhen.gateway.config.DicomTlsSettings;
import org.lianzhen.gateway.config.Hl7Settings;
import org.lianzhen.gateway.config.Settings;
import org.lianzhen.gateway.config.TlsProfileName;
import org.lianzhen.gateway.config.WebSettings;
import org.lianzhen.gateway.member.MemberDirectory;
import org.lianzhen.gateway.member.TestMembers;

@Timeout(60)
class DicomNodeTest {
    private static final Archive ARCHIVE = archive("TEST");
    private static final Pattern PORT = Pattern.compile("DICOM (?:TLS )?LIANZHEN@127\\.0\\.0\\.1:(\\d+)");
    private static final Duration LIMIT = Duration.ofSeconds(5);

    @TempDir
    private Path folder;
    private final EventLoops loops = EventLoops.start(1);
    private final ServiceClassUser user = new ServiceClassUser(loops);
    private @Nullable RunningNode node;

    @AfterEach
    void stop() throws Exception {
        user.close();
        if (node != null) {
            node.stop(LIMIT);
        }
        loops.stop().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @Test
    void answersEchoUnderEachOfItsTitlesAndRejectsOthers() throws Exception {
        node = TestNode.start(settings(0, null, "LIANZHEN", "EMERGENCY"), ARCHIVE);
        assertThat(node.addresses()).matches(PORT);
        for (String title : List.of("LIANZHEN", "EMERGENCY")) {
            assertThat(get(user.echo(remote(title)))).isInstanceOf(ServiceResult.Completed.class);
        }
        assertThat(get(user.echo(remote("NOBODY"))).inWords()).contains("1/1/7");
    }

    @Test
    void answersUnderTheTitlesOfTheMembersAsSoonAsTheyAreInForce() throws Exception {
        MemberDirectory members = TestMembers.with("TEST");
        node = TestNode.start(settings(0, null, "LIANZHEN"),
                new Archive(ArchiveIndex.NONE, new NoSearch(), members, List.of(), commitments(),
                        event -> CompletableFuture.allOf(), null));
        assertThat(get(user.echo(remote("LZEMERG"))).inWords()).contains("1/1/7");
        get(members.replace("test", """
                units: [{code: TS1, name: x, kind: OTHER}]
                nodes: [{aeTitle: TEST, unit: TS1}]
                titles: [{aeTitle: LZEMERG, urgency: EMERGENCY}]
                """));
        for (String title : List.of("LIANZHEN", "LZEMERG")) {
            assertThat(get(user.echo(remote(title)))).isInstanceOf(ServiceResult.Completed.class);
        }
    }

    @Test
    void rejectsCallersThatAreNoMembers() throws Exception {
        node = TestNode.start(settings(0, null, "LIANZHEN"), archive("OTHER"));
        assertThat(get(user.echo(remote("LIANZHEN"))).inWords()).contains("1/1/3");
    }

    @Test
    void keepsWhatItReceivesBytesAsTheyCame() throws Exception {
        node = TestNode.start(settings(0, null, "LIANZHEN"), ARCHIVE);
        Path file = TestImage.write(folder.resolve("image.dcm"), "1.2.3.4");
        ServiceResult<StoreReport> result = get(user.store(remote("LIANZHEN"), List.of(InstanceFile.read(file)),
                StoreOptions.STANDARD, StoreListener.NONE).result());

        assertThat(result).isEqualTo(new ServiceResult.Completed<>(new StoreReport(1, List.of())));
        assertThat(objects()).hasSize(1);
        byte[] sent = Files.readAllBytes(file);
        byte[] kept = Files.readAllBytes(objects().getFirst());
        byte[] dataSet = TestImage.encoded("1.2.3.4");
        int length = dataSet.length;
        assertThat(tail(kept, length)).isEqualTo(tail(sent, length)).isEqualTo(dataSet);
    }

    @Test
    void stopsInTimeWithAnAssociationOpenAndStartsAgainOnTheSameData() throws Exception {
        node = TestNode.start(settings(0, null, "LIANZHEN"), ARCHIVE);
        get(user.store(remote("LIANZHEN"),
                List.of(InstanceFile.read(TestImage.write(folder.resolve("image.dcm"), "1.2.3.4"))),
                StoreOptions.STANDARD,
                StoreListener.NONE).result());
        long begin = System.nanoTime();
        node.stop(LIMIT);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(LIMIT.plusSeconds(2));
        node = TestNode.start(settings(0, null, "LIANZHEN"), ARCHIVE);
        assertThat(objects()).hasSize(1);
    }

    @Test
    void saysThatAPortIsTaken() throws Exception {
        node = TestNode.start(settings(0, null, "LIANZHEN"), ARCHIVE);
        Settings same = new Settings(false, folder.resolve("other"), null, null, null, 0,
                InetAddress.getLoopbackAddress(),
                new WebSettings(0, null, null),
                0,
                new DicomSettings(port(0), List.of("LIANZHEN"), null), null, BackupSettings.NONE, Hl7Settings.OFF);
        assertThatThrownBy(() -> TestNode.start(same, ARCHIVE)).isInstanceOf(StartException.class)
                .hasMessageContaining("start.port").hasMessageContaining("127.0.0.1:" + port(0));
        TestNode.start(settingsIn(folder.resolve("other"), null), ARCHIVE).stop(LIMIT);
    }

    @Test
    void saysThatTheDataIsInUse() throws Exception {
        node = TestNode.start(settings(0, null, "LIANZHEN"), ARCHIVE);
        assertThatThrownBy(() -> TestNode.start(settings(0, null, "LIANZHEN"), ARCHIVE))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("start.data-used");
    }

    @Test
    void servesTlsToClientsWithACertificate() throws Exception {
        KeyFiles files = KeyFiles.make(folder, "EC");
        node = TestNode.start(settings(0, TestTls.settings(files, files.certificate()), "LIANZHEN"), ARCHIVE);
        TlsContext known = TlsFiles.client(new ClientTlsFiles(files.certificate(), files.key(), files.certificate(),
                TlsProfileName.BCP195, false));
        TlsContext stranger = TlsFiles.client(new ClientTlsFiles(null, null, files.certificate(),
                TlsProfileName.BCP195, false));
        RemoteNode plain = RemoteNode.at("127.0.0.1", port(1), "LIANZHEN", "TEST");

        assertThat(get(user.echo(plain.with(plain.connection().withTls(() -> known)))))
                .isInstanceOf(ServiceResult.Completed.class);
        assertThatThrownBy(() -> get(user.echo(plain.with(plain.connection().withTls(() -> stranger)))))
                .isInstanceOf(Exception.class);
        assertThatThrownBy(() -> get(user.echo(plain))).isInstanceOf(Exception.class);
    }

    private static Archive archive(String member) {
        return new Archive(ArchiveIndex.NONE, new NoSearch(), TestMembers.with(member), List.of(),
                commitments(), event -> CompletableFuture.allOf(), null);
    }

    private static CommitmentKeeping commitments() {
        return TestKeeping.none();
    }

    private Settings settings(int port, @Nullable DicomTlsSettings tls, String... titles) {
        return new Settings(false, folder.resolve("data"), null, null, null, 0, InetAddress.getLoopbackAddress(),
                new WebSettings(0, null, null), 0,
                new DicomSettings(port, List.of(titles), tls), null, BackupSettings.NONE, Hl7Settings.OFF);
    }

    private static Settings settingsIn(Path data, @Nullable DicomTlsSettings tls) {
        return new Settings(false, data, null, null, null, 0, InetAddress.getLoopbackAddress(),
                new WebSettings(0, null, null), 0,
                new DicomSettings(0, List.of("LIANZHEN"), tls), null, BackupSettings.NONE, Hl7Settings.OFF);
    }

    private RemoteNode remote(String title) {
        return RemoteNode.at("127.0.0.1", port(0), title, "TEST");
    }

    private int port(int index) {
        Matcher addresses = PORT.matcher(node == null ? "" : node.addresses());
        for (int i = 0; i <= index; i++) {
            assertThat(addresses.find()).isTrue();
        }
        return Integer.parseInt(addresses.group(1));
    }

    private List<Path> objects() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("data/objects"))) {
            return files.filter(file -> file.toString().endsWith(".dcm")).toList();
        }
    }

    private static byte[] tail(byte[] bytes, int length) {
        return java.util.Arrays.copyOfRange(bytes, bytes.length - length, bytes.length);
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
}
