package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.net.EventLoops;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.dicom.service.RemoteNode;
import org.lianzhen.dicom.service.ServiceClassUser;
import org.lianzhen.dicom.service.ServiceResult;
import org.lianzhen.gateway.app.terminal.Language;
import org.lianzhen.gateway.app.terminal.TestConsole;
import org.lianzhen.gateway.app.tls.KeyFiles;
import org.lianzhen.gateway.postgres.DatabaseAddress;
import org.lianzhen.gateway.postgres.TestPostgres;

/** {@code run} as a whole, with the real server behind it, on a database of the test's own. */
@Timeout(90)
class ServingIT {
    private static final Pattern READY = Pattern
            .compile("Lianzhen is ready: (?:https?://\\S+, )*DICOM (\\S+)@127\\.0\\.0\\.1:(\\d+)"
                    + "(?:, DICOM TLS \\S+@127\\.0\\.0\\.1:(\\d+))?");

    @TempDir
    private Path folder;
    private final List<Server> servers = new ArrayList<>();
    private final TestPostgres database = TestPostgres.empty();

    /** A server in this process. */
    private record Server(TestConsole console, StopSignal signal, CompletableFuture<Integer> exit) {

        static Server start(Map<String, String> environment, List<String> arguments) {
            TestConsole console = TestConsole.english();
            var signal = new StopSignal();
            var program = new Program(console.console(), environment, NodeStarter.STANDARD);
            var exit = new CompletableFuture<Integer>();
            Thread.ofVirtual().start(() -> exit.complete(program.execute(arguments, signal)));
            Await.until("it is ready or has given up",
                    () -> exit.isDone() || console.out().contains("Lianzhen is ready"));
            return new Server(console, signal, exit);
        }

        Matcher ready() {
            assertThat(console.outLines()).as(console.err()).isNotEmpty();
            Matcher line = READY.matcher(console.outLines().getLast());
            assertThat(line.matches()).as(console.out()).isTrue();
            return line;
        }

        int port() {
            return Integer.parseInt(ready().group(2));
        }

        String address(String title) {
            return title + "@127.0.0.1:" + port();
        }

        int stop() {
            signal.stop();
            return Await.result(exit);
        }
    }

    private List<String> arguments(Object... options) {
        DatabaseAddress at = database.address();
        String url = "postgresql://" + at.user() + ":" + at.password() + "@" + at.host() + ":" + at.port() + "/"
                + at.database();
        return Stream.concat(
                Stream.of("run", "--http-port", "0", "--https-port", "0", "--database", url, "--members",
                        members().toString()),
                Stream.of(options).map(String::valueOf)).toList();
    }

    private Path members() {
        try {
            return Files.writeString(folder.resolve("members.yaml"), """
                    units: [{code: TS1, name: 卫生院, kind: TOWNSHIP_HEALTH_CENTRE}]
                    nodes: [{aeTitle: LIANZHEN_TOOLS, unit: TS1}, {aeTitle: TEST, unit: TS1}]
                    """);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void stopAll() {
        servers.forEach(Server::stop);
        database.close();
    }

    private Server start(Map<String, String> environment, Object... options) {
        Server server = Server.start(environment, arguments(options));
        servers.add(server);
        return server;
    }

    private Server start(Object... options) {
        return start(
                Map.of("LIANZHEN_DICOM_PORT", "0", "LIANZHEN_DICOM_TLS_PORT", "0", "LIANZHEN_MIN_FREE_SPACE", "0 MB"),
                options);
    }

    /** Runs a server that must fail, and says what it told. */
    private List<String> failure(Language language, Object... options) {
        var console = new TestConsole(language, false);
        int exit = new Program(console.console(), Map.of(), NodeStarter.STANDARD).execute(arguments(options),
                new StopSignal());
        assertThat(exit).isEqualTo(1);
        assertThat(console.out()).isEmpty();
        return console.errLines();
    }

    @Test
    void flagsEnvironmentAndFileMakeOneServer() throws IOException {
        Path file = Files.writeString(folder.resolve("设置.properties"),
                "dicom-ae-titles = TS1GATE, EMERGENCY\ndicom-port = 1\ndata = 数据\n");
        Server server = start(
                Map.of("LIANZHEN_DICOM_PORT", "0", "LIANZHEN_DICOM_TLS_PORT", "0", "LIANZHEN_CONFIG", file.toString(),
                        "LIANZHEN_HTTP_PORT",
                        "0"),
                "--demo", "--media-port", 0);

        assertThat(server.ready().group(1)).isEqualTo("TS1GATE");
        assertThat(CommandRun.dicom("echo", server.address("TS1GATE")).exit()).isZero();
        assertThat(CommandRun.dicom("echo", server.address("EMERGENCY")).exit()).isZero();
        assertThat(CommandRun.dicom("echo", server.address("LIANZHEN")).err()).singleElement().asString()
                .contains("does not know the AE title \"LIANZHEN\"");
        assertThat(folder.resolve("数据/objects/open")).isDirectory();
    }

    @Test
    void whatToolsSendIsKept() throws IOException {
        Path image = TestImage.write(folder.resolve("image.dcm"), "1.2.3");
        Server server = start("--data", folder.resolve("data"));

        assertThat(CommandRun.dicom("send", server.address("LIANZHEN"), image).exit()).isZero();

        try (Stream<Path> files = Files.walk(folder.resolve("data"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".dcm"))).hasSize(1);
        }
        assertThat(server.stop()).isZero();
        assertThat(server.console().outLines()).as("the first password, and that it is ready").hasSize(2);
        assertThat(server.console().err()).isEmpty();
    }

    @Test
    void certificateAndKeyOpenASecurePort() throws Exception {
        KeyFiles files = KeyFiles.make(folder, "EC");
        Server server = start("--data", folder.resolve("data"), "--dicom-tls-port", 0, "--dicom-tls-cert",
                files.certificate(), "--dicom-tls-key", files.key(), "--dicom-tls-client-ca", files.certificate(),
                "--dicom-tls-profile", "bcp195-modified");
        String secure = "LIANZHEN@127.0.0.1:" + server.ready().group(3);

        assertThat(CommandRun.dicom("echo", "--tls-any-host", "--tls-ca", files.certificate(), "--tls-cert",
                files.certificate(), "--tls-key", files.key(), secure).err()).isEmpty();
        assertThat(CommandRun.dicom("echo", "--tls-any-host", "--tls-ca", files.certificate(), secure).exit())
                .as("without a certificate of the client").isEqualTo(1);
        assertThat(CommandRun.dicom("echo", secure).exit()).as("without TLS").isEqualTo(1);
        assertThat(CommandRun.dicom("echo", server.address("LIANZHEN")).exit()).isZero();
    }

    @Test
    void onlyOneServerUsesADataFolder() {
        Path data = folder.resolve("data");
        Server server = start("--data", data);

        assertThat(failure(Language.ENGLISH, "--data", data, "--dicom-port", 0)).containsExactly("The data folder "
                + data
                + " is in use: another Lianzhen runs on it. Stop that one, or give another folder with --data.");
        assertThat(failure(Language.CHINESE, "--data", data, "--dicom-port", 0)).singleElement().asString()
                .startsWith("数据文件夹 " + data + " 正在使用");
        assertThat(CommandRun.dicom("echo", server.address("LIANZHEN")).exit()).isZero();
    }

    @Test
    void aTakenPortIsOneSentenceAndLeavesTheDataFree() throws IOException {
        Path data = folder.resolve("data");
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            assertThat(failure(Language.ENGLISH, "--data", data, "--dicom-port", port))
                    .containsExactly("Cannot listen on 127.0.0.1:" + port + ": another program uses this port");
            assertThat(failure(Language.CHINESE, "--data", data, "--dicom-port", port))
                    .containsExactly("无法在 127.0.0.1:" + port + " 上监听：端口已被其他程序占用");
            assertThat(start("--data", data).port()).isNotEqualTo(port);
        }
    }

    @Test
    void anAddressOfAnotherMachineIsOneSentence() {
        assertThat(failure(Language.ENGLISH, "--data", folder, "--dicom-port", 0, "--bind", "192.0.2.1"))
                .containsExactly("Cannot listen on 192.0.2.1:0: this machine has no such address");
    }

    @Test
    void aDataFolderThatCannotBeMadeIsOneSentence() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        Path below = file.resolve("data");

        assertThat(failure(Language.ENGLISH, "--data", below, "--dicom-port", 0))
                .containsExactly("The data folder " + below + " cannot be used: a part of the path is no folder");
        assertThat(failure(Language.CHINESE, "--data", below, "--dicom-port", 0))
                .containsExactly("无法使用数据文件夹 " + below + "：路径中有一部分不是文件夹");
    }

    @Test
    void anUnusableKeyIsOneSentenceAndNothingStaysOpen() throws Exception {
        KeyFiles files = KeyFiles.make(folder, "EC");
        Path data = folder.resolve("data");

        assertThat(
                failure(Language.CHINESE, "--data", data, "--dicom-port", 0, "--dicom-tls-port", 0, "--dicom-tls-cert",
                        files.certificate(), "--dicom-tls-key", files.certificate()))
                .singleElement().asString()
                .startsWith(files.certificate() + " 中没有私钥。");

        start("--data", data);
    }

    @Test
    void stopsInTimeWhateverPeersAreDoing() throws IOException {
        Server server = start("--data", folder.resolve("data"));
        try (var loops = EventLoops.start(1);
                var user = new ServiceClassUser(loops);
                var silent = new Socket(InetAddress.getLoopbackAddress(), server.port());
                var half = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            half.getOutputStream().write(new byte[]{ 1, 0, 0, 0, 2, 0, 0, 1 });
            RemoteNode node = RemoteNode.at("127.0.0.1", server.port(), "LIANZHEN", "TEST");
            assertThat(Await.result(user.echo(node))).isInstanceOf(ServiceResult.Completed.class);
            long begin = System.nanoTime();

            assertThat(server.stop()).isZero();

            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(9));
            assertThat(silent.getInputStream().read()).as("closed").isEqualTo(-1);
        }
    }

    @Test
    void startsAndStopsManyTimesOnTheSameData() {
        for (int i = 0; i < 5; i++) {
            Server server = start("--data", folder.resolve("data"));
            assertThat(CommandRun.dicom("echo", server.address("LIANZHEN")).exit()).isZero();
            assertThat(server.stop()).isZero();
        }
    }
}
