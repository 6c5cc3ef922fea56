package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.gateway.app.tls.Authority;
import org.lianzhen.gateway.app.tls.CertificateOrder;
import org.lianzhen.gateway.app.tls.CertificateStore;
import org.lianzhen.gateway.app.tls.IssuedFiles;
import org.lianzhen.gateway.app.tls.KeyFiles;
import org.lianzhen.gateway.app.tls.TlsFiles;
import org.lianzhen.gateway.archive.ArchiveIndex;
import org.lianzhen.gateway.config.BackupSettings;
import org.lianzhen.gateway.config.ClientProof;
import org.lianzhen.gateway.config.DicomSettings;
import org.lianzhen.gateway.config.DicomTlsSettings;
import org.lianzhen.gateway.config.Hl7Settings;
import org.lianzhen.gateway.config.ServerIdentity;
import org.lianzhen.gateway.config.Settings;
import org.lianzhen.gateway.config.TlsProfileName;
import org.lianzhen.gateway.config.WebSettings;
import org.lianzhen.gateway.http.Feature;
import org.lianzhen.gateway.http.HttpFront;
import org.lianzhen.gateway.http.SecureHeaders;
import org.lianzhen.gateway.member.TestMembers;
import org.lianzhen.gateway.observe.Telemetry;

/** Certificates of our own authority, with DCMTK, OpenSSL and Chromium as peers. */
@Timeout(400)
class OwnCertificatesIT {
    private static final ServerIdentity OWN = new ServerIdentity.Own(List.of("lianzhen.test"));
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @TempDir
    private Path folder;
    private final Vertx vertx = Vertx.vertx();
    private CertificateStore store;
    private ServedCertificates certificates;
    private ObjectKeeping objects;
    private DicomNode dicom;
    private @Nullable RunningNode web;
    private Settings settings;

    @BeforeEach
    void start() throws Exception {
        settings = new Settings(false, folder.resolve("data"), null, null, null, 0, InetAddress.getLoopbackAddress(),
                new WebSettings(0, new WebSettings.Https(0, OWN), null), 0, new DicomSettings(0, List.of("LIANZHEN"),
                        new DicomTlsSettings(0, OWN, null, ClientProof.REQUIRED, TlsProfileName.BCP195)),
                null, BackupSettings.NONE, Hl7Settings.OFF);
        store = CertificateStore.in(settings.data(), InstantSource.system());
        certificates = ServedCertificates.open(settings, InstantSource.system());
        var archive = new Archive(ArchiveIndex.NONE, new NoSearch(), TestMembers.of("""
                units: [{code: TS1, name: x, kind: OTHER}]
                nodes: [{aeTitle: TS1PACS, unit: TS1, certificates: ["CN=TS1PACS"]}]
                """), List.of(), TestKeeping.none(), event -> CompletableFuture.allOf(), null);
        objects = ObjectKeeping.open(settings, archive, new Telemetry());
        dicom = DicomNode.start(settings, archive, objects, certificates.dicom());
    }

    @AfterEach
    void stop() {
        if (web != null) {
            web.stop(LIMIT);
        }
        dicom.stop(LIMIT);
        objects.close(LIMIT);
        vertx.close().await();
    }

    private String dicomPort() {
        return dicom.addresses().replaceAll(".*DICOM TLS LIANZHEN@127\\.0\\.0\\.1:", "");
    }

    private IssuedFiles issue(Authority authority, String name) throws Exception {
        return IssuedFiles.write(authority, new CertificateOrder(List.of(name), Instant.now(), 30),
                folder.resolve(name + System.nanoTime()));
    }

    private int echo(String... tls) throws Exception {
        List<String> command = new ArrayList<>(List.of("echoscu", "-aet", "TS1PACS", "-aec", "LIANZHEN"));
        command.addAll(List.of(tls));
        command.addAll(List.of("127.0.0.1", dicomPort()));
        return run(command).exit();
    }

    private int echo(IssuedFiles files) throws Exception {
        return echo("+tls", files.key().toString(), files.certificate().toString(), "+cf", files.issuer().toString());
    }

    /** What a program returned and wrote. */
    private record Ended(int exit, String out) {}

    private static Ended run(List<String> command) throws IOException, InterruptedException {
        Path out = Files.createTempFile("out", ".txt");
        try {
            Process process = new ProcessBuilder(command).redirectInput(ProcessBuilder.Redirect.from(
                    Path.of("/dev/null").toFile())).redirectError(ProcessBuilder.Redirect.DISCARD)
                    .redirectOutput(out.toFile()).start();
            if (!process.waitFor(150, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(command.getFirst() + " does not end");
            }
            return new Ended(process.exitValue(), Files.readString(out, StandardCharsets.UTF_8));
        } finally {
            Files.delete(out);
        }
    }

    @Test
    void dcmtkIsLetInWithACertificateOfOursOnly() throws Exception {
        assumeThat(Path.of("/usr/bin/echoscu")).exists();
        String issuer = store.authorityFile().toString();
        KeyFiles stranger = KeyFiles.make(folder, "RSA");

        assertThat(echo(issue(store.authority(), "TS1PACS"))).isZero();
        assertThat(echo(issue(store.authority(), "TS2PACS"))).as("another node's certificate").isNotZero();
        assertThat(echo("+tla", "+cf", issuer)).as("no certificate").isNotZero();
        assertThat(echo("+tls", stranger.key().toString(), stranger.certificate().toString(), "+cf", issuer))
                .as("one that somebody else has issued").isNotZero();
    }

    @Test
    void newAssociationsSeeANewCertificateAndAuthority() throws Exception {
        assumeThat(Path.of("/usr/bin/echoscu")).exists();
        IssuedFiles before = issue(store.authority(), "TS1PACS");
        assertThat(echo(before)).isZero();

        Authority other = store.replaceAuthority();
        Objects.requireNonNull(certificates.dicom()).look();

        assertThat(echo(before)).isNotZero();
        assertThat(echo(issue(other, "TS1PACS"))).isZero();
    }

    @Test
    void openSslFindsNothingWrong() throws Exception {
        assumeThat(Path.of("/usr/bin/openssl")).exists();
        for (String name : List.of("lianzhen.test", "localhost")) {
            Ended ended = run(List.of("openssl", "verify", "-x509_strict", "-purpose", "sslserver", "-CAfile",
                    store.authorityFile().toString(), "-verify_hostname", name, store.serverFile().toString()));
            assertThat(ended.exit()).as(ended.out()).isZero();
        }
        assertThat(run(List.of("openssl", "verify", "-CAfile", store.authorityFile().toString(), "-verify_hostname",
                "other.test", store.serverFile().toString())).exit()).isNotZero();
    }

    @Test
    void chromiumShowsAPageWithItsOwnPolicy() throws Exception {
        assumeThat(Path.of("/usr/bin/chromium")).exists();
        web = WebNode.start(settings, vertx, new HttpFront.Site(List.of(page()),
                (token, source, active) -> CompletableFuture.completedStage(Optional.empty()),
                event -> CompletableFuture.completedStage(null)), certificates.web());
        X509Certificate shown = TlsFiles.certificates(store.serverFile()).getFirst();

        assertThat(dom("/page", shown)).contains("by script");
        assertThat(dom("/data", shown)).as("what is no page runs nothing").contains("as it came").doesNotContain(
                "by script");
        assertThat(dom("/page", store.authority().certificate())).as("a key that is not shown")
                .doesNotContain("by script", "as it came");
    }

    private static Feature page() {
        String html = "<!DOCTYPE html><html><body>as it came<script src='/app.js'></script></body></html>";
        return new Feature() {
            @Override
            public void mount(Router router) {
                router.get("/page").handler(request -> {
                    SecureHeaders.ofPage(request, "default-src 'self'; frame-ancestors 'none'", "camera=(self)");
                    request.response().putHeader("Content-Type", "text/html").end(html);
                });
                router.get("/data").handler(
                        request -> request.response().putHeader("Content-Type", "text/html").end(html));
                router.get("/app.js").handler(request -> request.response()
                        .putHeader("Content-Type", "text/javascript").end("document.body.append('by '+'script')"));
            }
        };
    }

    /** @param known certificate whose key is believed, as if its authority were installed */
    private String dom(String path, X509Certificate known) throws Exception {
        String port = Objects.requireNonNull(web).addresses().replaceAll("https://127\\.0\\.0\\.1:(\\d+),.*", "$1");
        String pin = Base64.getEncoder().encodeToString(
                MessageDigest.getInstance("SHA-256").digest(known.getPublicKey().getEncoded()));
        return run(List.of("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                "--user-data-dir=" + folder.resolve("chromium" + System.nanoTime()),
                "--host-resolver-rules=MAP lianzhen.test 127.0.0.1", "--ignore-certificate-errors-spki-list=" + pin,
                "--dump-dom", "https://lianzhen.test:" + port + path)).out();
    }
}
