package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.gateway.app.terminal.Language;
import org.lianzhen.gateway.app.tls.KeyFiles;
import org.lianzhen.gateway.app.tls.TlsFileException;
import org.lianzhen.gateway.app.tls.TlsFileException.Reason;
import org.lianzhen.gateway.config.BackupSettings;
import org.lianzhen.gateway.config.DicomSettings;
import org.lianzhen.gateway.config.Settings;
import org.lianzhen.gateway.config.WebSettings;
import org.lianzhen.gateway.http.HttpFront;

@Timeout(60)
class WebNodeTest {
    private static final HttpFront.Site NOTHING = new HttpFront.Site(List.of(),
            (token, source) -> CompletableFuture.completedStage(Optional.empty()),
            event -> CompletableFuture.completedStage(null));
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @TempDir
    private Path folder;
    private final Vertx vertx = Vertx.vertx();
    private @Nullable RunningNode node;

    @AfterEach
    void stop() {
        if (node != null) {
            node.stop(LIMIT);
        }
        vertx.close().await();
    }

    @Test
    void servesLoopbackWithoutTls() throws Exception {
        node = WebNode.start(settings("127.0.0.1", new WebSettings(0, null, null)), vertx, NOTHING);
        assertThat(node.addresses()).matches("http://127\\.0\\.0\\.1:\\d+");
        assertThat(status(HttpClient.newHttpClient(), node.addresses())).isEqualTo(404);
    }

    @Test
    void servesTls() throws Exception {
        KeyFiles files = KeyFiles.make(folder, "EC");
        node = WebNode.start(settings("127.0.0.1", new WebSettings(0,
                new WebSettings.Https(0, files.certificate(), files.key()), null)), vertx, NOTHING);
        assertThat(node.addresses()).matches("https://127\\.0\\.0\\.1:\\d+, http://127\\.0\\.0\\.1:\\d+");
        HttpClient client = HttpClient.newBuilder().sslContext(files.trusting()).build();
        assertThat(status(client, node.addresses().split(", ", -1)[0].replace("127.0.0.1", "localhost")))
                .isEqualTo(404);
    }

    @Test
    void saysWhichFileItCannotListenWith() throws Exception {
        KeyFiles files = KeyFiles.make(folder, "EC");
        KeyFiles others = KeyFiles.make(Files.createDirectory(folder.resolve("others")), "EC");
        isRefused(files.certificate(), others.key(), Reason.UNUSABLE);
        isRefused(files.certificate(), folder.resolve("missing.pem"), Reason.UNREADABLE);
        isRefused(files.key(), files.key(), Reason.NO_CERTIFICATE);
        isRefused(files.certificate(), files.certificate(), Reason.NO_KEY);
    }

    private void isRefused(Path certificate, Path key, Reason reason) {
        Settings settings = settings("127.0.0.1",
                new WebSettings(0, new WebSettings.Https(0, certificate, key), null));
        assertThatThrownBy(() -> WebNode.start(settings, vertx, NOTHING))
                .isInstanceOfSatisfying(TlsFileException.class, fault -> {
                    assertThat(fault.reason()).isEqualTo(reason);
                    assertThat(fault.in(Language.ENGLISH)).contains(folder.toString());
                });
    }

    @Test
    void servesOtherAddressesOverTlsOnly() throws Exception {
        node = WebNode.start(settings("0.0.0.0", new WebSettings(0, null, null)), vertx, NOTHING);
        assertThat(node.addresses()).isEmpty();
    }

    @Test
    void saysThatAPortIsTaken() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Settings settings = settings("127.0.0.1", new WebSettings(other.getLocalPort(), null, null));
            assertThatThrownBy(() -> WebNode.start(settings, vertx, NOTHING)).isInstanceOf(StartException.class)
                    .hasMessageContaining("start.port").hasMessageContaining(":" + other.getLocalPort());
        }
    }

    private Settings settings(String bind, WebSettings web) {
        return new Settings(false, folder, null, null, null, 0, InetAddress.ofLiteral(bind), web, 0,
                new DicomSettings(0, List.of("LIANZHEN"), null), BackupSettings.NONE);
    }

    private static int status(HttpClient client, String address) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create(address + "/nothing")).build(),
                HttpResponse.BodyHandlers.discarding()).statusCode();
    }
}
