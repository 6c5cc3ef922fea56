package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.X509KeyManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.app.terminal.Language;
import org.lianzhen.gateway.app.tls.KeyFiles;
import org.lianzhen.gateway.app.tls.Live;
import org.lianzhen.gateway.app.tls.TestTls;
import org.lianzhen.gateway.app.tls.TlsFileException;
import org.lianzhen.gateway.app.tls.TlsFileException.Reason;
import org.lianzhen.gateway.app.tls.TlsFiles;
import org.lianzhen.gateway.config.BackupSettings;
import org.lianzhen.gateway.config.DicomSettings;
import org.lianzhen.gateway.config.Hl7Settings;
import org.lianzhen.gateway.config.ServerIdentity;
import org.lianzhen.gateway.config.Settings;
import org.lianzhen.gateway.config.WebSettings;
import org.lianzhen.gateway.http.Answers;
import org.lianzhen.gateway.http.Feature;
import org.lianzhen.gateway.http.HttpFront;

@Timeout(60)
class WebNodeTest {
    private static final HttpFront.Site NOTHING = new HttpFront.Site(List.of(),
            (token, source, active) -> CompletableFuture.completedStage(Optional.empty()),
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
        node = start("127.0.0.1", new WebSettings(0, null, null));
        assertThat(node.addresses()).matches("http://127\\.0\\.0\\.1:\\d+");
        assertThat(status(HttpClient.newHttpClient(), node.addresses())).isEqualTo(404);
    }

    @Test
    void servesTls() throws Exception {
        KeyFiles files = KeyFiles.make(folder, "EC");
        node = start("127.0.0.1", new WebSettings(0, new WebSettings.Https(0, TestTls.given(files)), null));
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
        var https = new WebSettings.Https(0, new ServerIdentity.Given(certificate, key));
        assertThatThrownBy(() -> start("127.0.0.1", new WebSettings(0, https, null)))
                .isInstanceOfSatisfying(TlsFileException.class, fault -> {
                    assertThat(fault.reason()).isEqualTo(reason);
                    assertThat(fault.in(Language.ENGLISH)).contains(folder.toString());
                });
    }

    /** One request for as long as the test likes, and one that answers at once. */
    private static HttpFront.Site slow(CompletableFuture<Void> asked, CompletableFuture<String> answer) {
        return new HttpFront.Site(List.of(new Feature() {
            @Override
            public void mount(Router router) {
                router.get("/slow").handler(request -> {
                    asked.complete(null);
                    Answers.when(request, answer, text -> request.response().end(text));
                });
                router.get("/quick").handler(request -> request.response().end("quick"));
            }
        }), NOTHING.sessions(), NOTHING.audit());
    }

    @Test
    void newCertificatesAreShownToNewConnectionsAndRunningRequestsLiveOn() throws Exception {
        KeyFiles first = KeyFiles.make(folder, "EC");
        KeyFiles second = KeyFiles.make(Files.createDirectory(folder.resolve("second")), "RSA");
        HttpClient old = client(first);
        HttpClient fresh = client(second);
        Settings settings = settings("127.0.0.1",
                new WebSettings(0, new WebSettings.Https(0, TestTls.given(first)), null));
        Live<X509KeyManager> keys = Objects
                .requireNonNull(ServedCertificates.open(settings, InstantSource.system()).web());
        var asked = new CompletableFuture<Void>();
        var answer = new CompletableFuture<String>();
        node = WebNode.start(settings, vertx, slow(asked, answer), keys);
        String base = node.addresses().split(", ", -1)[0].replace("127.0.0.1", "localhost");
        CompletableFuture<HttpResponse<String>> running = old.sendAsync(request(base + "/slow"),
                HttpResponse.BodyHandlers.ofString());
        asked.get(20, TimeUnit.SECONDS);
        Files.copy(second.certificate(), first.certificate(), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(second.key(), first.key(), StandardCopyOption.REPLACE_EXISTING);

        keys.look();

        Await.until("the new certificate is shown", () -> isTrusted(fresh, base));
        for (int i = 0; i < 8; i++) {
            assertThat(isTrusted(client(second), base)).as("on whichever event loop").isTrue();
        }
        assertThat(isTrusted(client(KeyFiles.make(Files.createDirectory(folder.resolve("third")), "EC")), base))
                .as("a client that knows neither").isFalse();
        assertThat(fresh.send(request(base + "/quick"), HttpResponse.BodyHandlers.ofString()).version())
                .as("whoever offers HTTP/2 as well").isEqualTo(HttpClient.Version.HTTP_1_1);
        answer.complete("at last");
        assertThat(running.get(20, TimeUnit.SECONDS).body()).isEqualTo("at last");
    }

    @Test
    void withoutAGivenCertificateOurOwnAuthorityIssuesOne() throws Exception {
        node = start("127.0.0.1", new WebSettings(0,
                new WebSettings.Https(0, new ServerIdentity.Own(List.of("lianzhen.example"))), null));
        HttpClient client = HttpClient.newBuilder()
                .sslContext(TlsFiles.trusting(folder.resolve("tls/ca.crt"))).build();
        String base = node.addresses().split(", ", -1)[0];

        assertThat(status(client, base)).isEqualTo(404);
        assertThat(status(client, base.replace("127.0.0.1", "localhost"))).isEqualTo(404);
        assertThat(isTrusted(HttpClient.newHttpClient(), base)).as("by whom Java trusts").isFalse();
    }

    private static HttpClient client(KeyFiles trusted) throws Exception {
        return HttpClient.newBuilder().sslContext(trusted.trusting()).build();
    }

    private static HttpRequest request(String uri) {
        return HttpRequest.newBuilder(URI.create(uri)).build();
    }

    private static boolean isTrusted(HttpClient client, String base) {
        try {
            return client.send(request(base + "/quick"), HttpResponse.BodyHandlers.discarding()).statusCode() > 0;
        } catch (SSLHandshakeException e) {
            return false;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void servesOtherAddressesOverTlsOnly() throws Exception {
        node = start("0.0.0.0", new WebSettings(0, null, null));
        assertThat(node.addresses()).isEmpty();
    }

    @Test
    void saysThatAPortIsTaken() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var taken = new WebSettings(other.getLocalPort(), null, null);
            assertThatThrownBy(() -> start("127.0.0.1", taken)).isInstanceOf(StartException.class)
                    .hasMessageContaining("start.port").hasMessageContaining(":" + other.getLocalPort());
        }
    }

    private RunningNode start(String bind, WebSettings web) throws StartException, TlsFileException {
        Settings settings = settings(bind, web);
        return WebNode.start(settings, vertx, NOTHING,
                ServedCertificates.open(settings, InstantSource.system()).web());
    }

    private Settings settings(String bind, WebSettings web) {
        return new Settings(false, folder, null, null, null, 0, InetAddress.ofLiteral(bind), web, 0,
                new DicomSettings(0, List.of("LIANZHEN"), null), null, BackupSettings.NONE, Hl7Settings.OFF);
    }

    private static int status(HttpClient client, String address) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create(address + "/nothing")).build(),
                HttpResponse.BodyHandlers.discarding()).statusCode();
    }
}
