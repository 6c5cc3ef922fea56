package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509KeyManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.app.tls.Live;
import org.lianzhen.gateway.app.tls.TestTls;
import org.lianzhen.gateway.config.BackupSettings;
import org.lianzhen.gateway.config.DicomSettings;
import org.lianzhen.gateway.config.Hl7Settings;
import org.lianzhen.gateway.config.ServerIdentity;
import org.lianzhen.gateway.config.Settings;
import org.lianzhen.gateway.config.WebSettings;

/** The ports for messages as settings open them. */
@Timeout(60)
class MessageSideIT {
    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();
    private @Nullable RunningNode side;

    @AfterEach
    void close() {
        if (side != null) {
            side.stop(Duration.ofSeconds(5));
        }
        Await.result(vertx.close().toCompletionStage());
    }

    private Settings settings(Hl7Settings hl7) {
        return new Settings(false, folder, null, null, null, 0, InetAddress.getLoopbackAddress(),
                new WebSettings(0, new WebSettings.Https(0, new ServerIdentity.Own(List.of())), null), 0,
                new DicomSettings(0, List.of("LIANZHEN"), null), null, BackupSettings.NONE, hl7);
    }

    private RunningNode start(Hl7Settings hl7, @Nullable Live<X509KeyManager> keys) throws StartException {
        RunningNode started = MessageSide.start(settings(hl7), vertx, MessageSideIT::echo, keys);
        side = started;
        return started;
    }

    private static CompletionStage<byte[]> echo(byte[] message, InetAddress peer) {
        return CompletableFuture.completedFuture(message);
    }

    private static int port(String address) {
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }

    private static void assertEchoes(Socket socket) throws IOException {
        byte[] frame = "\u000bMSH|\u001c\r".getBytes(StandardCharsets.US_ASCII);
        socket.setSoTimeout(20_000);
        socket.getOutputStream().write(frame);
        assertThat(socket.getInputStream().readNBytes(frame.length)).isEqualTo(frame);
    }

    @Test
    void nothingIsOpenUnlessSomebodySaysSo() throws Exception {
        assertThat(start(Hl7Settings.OFF, null).addresses()).isEmpty();
    }

    @Test
    void aPlainPortTakesMessages() throws Exception {
        String address = start(new Hl7Settings(0, null), null).addresses();
        assertThat(address).startsWith("HL7 127.0.0.1:");
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port(address))) {
            assertEchoes(socket);
        }
    }

    @Test
    void aPortWithTlsShowsTheCertificateOfTheWeb() throws Exception {
        Settings settings = settings(new Hl7Settings(null, 0));
        String address = start(settings.hl7(),
                ServedCertificates.open(settings, InstantSource.system()).web()).addresses();
        try (SSLSocket socket = (SSLSocket) TestTls.OwnWeb.of(folder.resolve("tls"), "localhost").trusting()
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), port(address))) {
            assertEchoes(socket);
            assertThat(socket.getSession().getProtocol()).isIn("TLSv1.2", "TLSv1.3");
            assertThat(socket.getSession().getPeerCertificates()).isNotEmpty();
        }
        try (Socket plain = new Socket(InetAddress.getLoopbackAddress(), port(address))) {
            plain.setSoTimeout(20_000);
            plain.getOutputStream().write("\u000bMSH|\u001c\r".getBytes(StandardCharsets.US_ASCII));
            assertThat(plain.getInputStream().readAllBytes()).doesNotContain((byte) 0x0B);
        }
    }

    @Test
    void aPortThatIsTakenIsTold() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> start(new Hl7Settings(taken.getLocalPort(), null), null))
                    .isInstanceOf(StartException.class).hasMessageContaining("start.port");
        }
    }
}
