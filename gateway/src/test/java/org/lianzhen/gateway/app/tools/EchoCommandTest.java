package org.lianzhen.gateway.app.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.net.TlsContext;
import org.lianzhen.gateway.app.CommandRun;
import org.lianzhen.gateway.app.tls.KeyFiles;
import org.lianzhen.gateway.app.tls.TestTls;

@Timeout(60)
class EchoCommandTest {
    @TempDir
    private Path folder;

    @Test
    void tellsWhoAnswers() {
        try (TestPeer peer = TestPeer.archive(folder)) {
            CommandRun english = CommandRun.dicom("echo", peer.address());
            CommandRun chinese = CommandRun.dicomInChinese("echo", peer.address());

            assertThat(english.exit()).isZero();
            assertThat(english.err()).isEmpty();
            assertThat(english.out().get(0)).matches("ARCHIVE@127\\.0\\.0\\.1:\\d+ answers, round trip [0-9.]+ ms");
            assertThat(english.out().get(1))
                    .matches("Peer: LIANZHEN_\\S+ \\(2\\.25\\.\\d+\\), takes PDUs of \\d+ bytes");
            assertThat(chinese.out().get(0)).contains("应答正常，往返");
        }
    }

    @Test
    void endsTheAssociationInGoodOrder() {
        try (TestPeer peer = TestPeer.archive(folder)) {
            CommandRun.dicom("echo", peer.address());

            assertThat(peer.established()).isEqualTo(1);
            assertThat(peer.endings()).containsExactly("released by the peer");
        }
    }

    @Test
    void titlesMayBeGivenApart() {
        try (TestPeer peer = TestPeer.archive(folder)) {
            CommandRun run = CommandRun.dicom("echo", "--called", TestPeer.TITLE, "--calling", "TS1CT",
                    "WRONG@127.0.0.1:" + peer.port());

            assertThat(run.exit()).isZero();
            assertThat(run.out().get(0)).startsWith("ARCHIVE@127.0.0.1:");
        }
    }

    @Test
    void unknownTitleIsExplained() {
        try (TestPeer peer = TestPeer.archive(folder)) {
            CommandRun run = CommandRun.dicom("echo", "127.0.0.1:" + peer.port());

            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).containsExactly("127.0.0.1:" + peer.port()
                    + " does not know the AE title \"LIANZHEN\". Ask for its AE title and write AE@HOST:PORT.");
            assertThat(CommandRun.dicomInChinese("echo", "127.0.0.1:" + peer.port()).err()).first().asString()
                    .contains("不认识 AE 标题“LIANZHEN”");
        }
    }

    @Test
    void unknownCallerIsExplained() {
        try (TestPeer peer = TestPeer.of(folder,
                builder -> builder.callers(request -> CompletableFuture.completedStage(false)))) {
            assertThat(CommandRun.dicom("echo", peer.address()).err()).first().asString()
                    .startsWith("The peer does not know our AE title \"LIANZHEN_TOOLS\".");
        }
    }

    @Test
    void closedPortIsExplained() throws IOException {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        CommandRun run = CommandRun.dicom("echo", "127.0.0.1:" + port);

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).first().asString()
                .startsWith("Cannot connect to 127.0.0.1:" + port + " (connection refused). Check that the peer runs");
        assertThat(CommandRun.dicomInChinese("echo", "127.0.0.1:" + port).err()).first().asString()
                .contains("连接被拒绝");
    }

    @Test
    void unknownHostIsExplained() {
        assertThat(CommandRun.dicom("echo", "nowhere.invalid:104").err())
                .containsExactly("There is no host named \"nowhere.invalid\". Check the name, or use the IP address.");
    }

    @Test
    void silentPeerIsNotWaitedForLong() throws IOException {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CommandRun run = CommandRun.dicom("echo", "--timeout", 1, "127.0.0.1:" + silent.getLocalPort());

            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.err()).first().asString().contains("does not answer as DICOM does");
        }
    }

    @Test
    void wrongAddressesAreMisuse() {
        for (String address : new String[]{ "a b", "host:0", "host:99999", "A@B@", "[::1" }) {
            CommandRun run = CommandRun.dicom("echo", address);
            assertThat(run.exit()).as(address).isEqualTo(2);
            assertThat(run.err()).first().asString().startsWith("\"" + address + "\" is no address.");
        }
        assertThat(CommandRun.dicom("echo", "A_TITLE_THAT_IS_TOO_LONG@host").err()).first().asString()
                .contains("is no AE title");
        assertThat(CommandRun.dicomInChinese("echo", "--calling", "甲", "host").err()).first().asString()
                .contains("“甲”不是 AE 标题");
    }

    @Test
    void tlsNeedsCompleteOptions() {
        assertThat(CommandRun.dicom("echo", "--tls-cert", "a.pem", "host").err()).first()
                .isEqualTo("Give both --tls-cert and --tls-key, or neither.");
        assertThat(CommandRun.dicom("echo", "--tls", "--tls-profile", "ssl3", "host").err()).first().asString()
                .startsWith("\"ssl3\" is no TLS profile. There are: bcp195,");
        CommandRun missing = CommandRun.dicom("echo", "--tls-ca", folder.resolve("missing.pem"), "host");
        assertThat(missing.exit()).isEqualTo(1);
        assertThat(missing.err()).first().asString().contains("missing.pem", "cannot be read");
    }

    @Test
    void speaksTlsAndShowsACertificate() throws Exception {
        KeyFiles server = KeyFiles.make(Files.createDirectory(folder.resolve("server")), "RSA");
        KeyFiles client = KeyFiles.make(Files.createDirectory(folder.resolve("client")), "EC");
        TlsContext tls = TestTls.server(server, client.certificate());
        try (TestPeer peer = TestPeer.archive(folder, options -> options.withTls(() -> tls))) {
            String address = "ARCHIVE@localhost:" + peer.port();
            CommandRun run = CommandRun.dicom("echo", "--tls-ca", server.certificate(), "--tls-any-host", "--tls-cert",
                    client.certificate(), "--tls-key", client.key(), address);
            CommandRun stranger = CommandRun.dicom("echo", "--tls-ca", server.certificate(), "--tls-any-host", address);
            CommandRun wary = CommandRun.dicom("echo", "--tls", address);
            CommandRun plain = CommandRun.dicom("echo", address);

            assertThat(run.err()).isEmpty();
            assertThat(run.exit()).isZero();
            assertThat(stranger.exit()).isEqualTo(1);
            assertThat(wary.err()).first().asString().startsWith("No TLS with localhost:" + peer.port());
            assertThat(plain.err()).first().asString().contains("or it wants TLS (--tls)");
        }
    }

    @Test
    void waitingTimesArePositive() {
        for (String seconds : new String[]{ "0", "-1" }) {
            CommandRun run = CommandRun.dicom("echo", "--timeout=" + seconds, "host");

            assertThat(run.exit()).isEqualTo(2);
            assertThat(run.err()).containsExactly("The longest wait must be at least 1 second.");
        }
        assertThat(CommandRun.dicomInChinese("echo", "--timeout", "soon", "host").err()).first()
                .isEqualTo("--timeout 的值“soon”不正确。");
    }

    @Test
    void aCertificateMustNameTheHostUnlessWaived() throws Exception {
        KeyFiles server = KeyFiles.make(folder, "EC");
        TlsContext tls = TestTls.server(server, null);
        try (TestPeer peer = TestPeer.archive(folder, options -> options.withTls(() -> tls))) {
            CommandRun strict = CommandRun.dicomInChinese("echo", "--tls-ca", server.certificate(), peer.address());
            CommandRun lenient = CommandRun.dicom("echo", "--tls-ca", server.certificate(), "--tls-any-host",
                    peer.address());

            assertThat(strict.exit()).isEqualTo(1);
            assertThat(strict.err()).singleElement().asString()
                    .startsWith("与 127.0.0.1:" + peer.port() + " 的 TLS 握手失败");
            assertThat(lenient.exit()).isZero();
        }
    }

    @Test
    void tlsOnAPlainPortIsExplained() {
        try (TestPeer peer = TestPeer.archive(folder)) {
            CommandRun run = CommandRun.dicom("echo", "--tls", "--timeout", 5, peer.address());

            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.err()).singleElement().asString().startsWith("No TLS with 127.0.0.1:" + peer.port());
        }
    }

    @Test
    void otherServersAreNoDicom() throws Exception {
        try (var web = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                try (var connection = web.accept()) {
                    connection.getOutputStream()
                            .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    connection.getInputStream().readAllBytes();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });

            CommandRun run = CommandRun.dicomInChinese("echo", "--timeout", 5, "127.0.0.1:" + web.getLocalPort());

            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.err()).singleElement().asString().contains("对方没有按 DICOM 应答");
        }
    }

    @Test
    void interruptionIsPassedOn() throws Exception {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.currentThread().interrupt();

            CommandRun run = CommandRun.dicomInChinese("echo", "127.0.0.1:" + silent.getLocalPort());

            assertThat(Thread.interrupted()).isTrue();
            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.err()).containsExactly("已中断。");
        }
    }
}
