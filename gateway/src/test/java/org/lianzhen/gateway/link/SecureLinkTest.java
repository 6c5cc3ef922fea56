package org.lianzhen.gateway.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.dimse.Outcome;
import org.lianzhen.dicom.net.EventLoops;
import org.lianzhen.dicom.net.TlsContext;
import org.lianzhen.dicom.net.TlsProfile;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.app.tls.ClientTlsFiles;
import org.lianzhen.gateway.app.tls.KeyFiles;
import org.lianzhen.gateway.app.tls.TestTls;
import org.lianzhen.gateway.app.tls.TlsFiles;
import org.lianzhen.gateway.config.TlsProfileName;

/** Nodes that are called over TLS, and what can be wrong with that. */
@Timeout(90)
class SecureLinkTest {
    private final EventLoops loops = EventLoops.start(1);

    private final CountDownLatch ended = new CountDownLatch(1);

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        ended.countDown();
        Await.result(loops.stop());
    }

    private KeyFiles keys(String name, String... options) throws Exception {
        return KeyFiles.make(Files.createDirectories(folder.resolve(name)), "EC", options);
    }

    private TestNode node(KeyFiles theirs, @Nullable Path clients) throws Exception {
        TlsContext context = TestTls.server(theirs, clients);
        return TestNode.of(loops, builder -> builder, options -> options.withTls(() -> context));
    }

    private static LinkCalls calls(@Nullable KeyFiles ours, @Nullable Path trusted) throws Exception {
        var tls = new LinkCalls.Tls(TlsFiles.material(new ClientTlsFiles(
                ours == null ? null : ours.certificate(), ours == null ? null : ours.key(), trusted,
                TlsProfileName.BCP195, false)), TlsProfile.BCP_195_RFC_8996_9325);
        return new LinkCalls("LIANZHEN", () -> tls);
    }

    private Examined examine(LinkCalls calls, LinkTarget target) {
        return Examined.of(loops, calls, new LinkOrder(target, false, 0));
    }

    @Test
    void aTrustedNodeIsGreeted() throws Exception {
        KeyFiles theirs = keys("theirs", "-validity", "400");
        try (TestNode node = node(theirs, null)) {
            Examined found = examine(calls(null, theirs.certificate()), node.secure());
            found.ok(LinkStep.TLS, "tls.ok").ok(LinkStep.ASSOCIATION, "association.ok").ok(LinkStep.ECHO, "echo.ok");
            assertThat(found.step(LinkStep.TLS).details()).containsEntry("protocol", "TLSv1.3")
                    .containsEntry("subject", "CN=localhost").containsKeys("cipherSuite", "issuer", "validUntil");
        }
    }

    @Test
    void aCertificateThatEndsSoonIsTold() throws Exception {
        KeyFiles theirs = keys("theirs");
        try (TestNode node = node(theirs, null)) {
            examine(calls(null, theirs.certificate()), node.secure()).ok(LinkStep.TLS, "tls.ends-soon")
                    .ok(LinkStep.ASSOCIATION, "association.ok");
        }
    }

    @Test
    void aCertificateThatHasEndedIsToldWithItsDay() throws Exception {
        KeyFiles theirs = keys("theirs", "-startdate", "-30d");
        try (TestNode node = node(theirs, null)) {
            Examined found = examine(calls(null, theirs.certificate()), node.secure()).failsAt(LinkStep.TLS,
                    "tls.expired", "CN=localhost");
            assertThat(found.step(LinkStep.TLS).details().get("validUntil"))
                    .startsWith(found.step(LinkStep.TLS).finding().values().getLast().substring(0, 7));
        }
    }

    @Test
    void aCertificateThatHasNotBegunIsTold() throws Exception {
        KeyFiles theirs = keys("theirs", "-startdate", "+2d");
        try (TestNode node = node(theirs, null)) {
            examine(calls(null, theirs.certificate()), node.secure()).failsAt(LinkStep.TLS, "tls.not-yet-valid");
        }
    }

    @Test
    void aCertificateOfItsOwnIsNotTrusted() throws Exception {
        KeyFiles theirs = keys("theirs");
        KeyFiles other = keys("other", "-dname", "CN=Other CA");
        try (TestNode node = node(theirs, null)) {
            examine(calls(null, other.certificate()), node.secure()).failsAt(LinkStep.TLS, "tls.self-signed",
                    "CN=localhost");
        }
    }

    @Test
    void aNodeThatWantsOurCertificateIsTold() throws Exception {
        KeyFiles theirs = keys("theirs");
        KeyFiles ours = keys("ours");
        try (TestNode node = node(theirs, ours.certificate())) {
            examine(calls(ours, theirs.certificate()), node.secure()).ok(LinkStep.ASSOCIATION, "association.ok");
            Examined refused = examine(calls(null, theirs.certificate()), node.secure());
            assertThat(refused.report().steps()).anySatisfy(step -> assertThat(step.finding().code())
                    .isEqualTo("tls.ours-refused"));
            assertThat(refused.report().isSound()).isFalse();
        }
    }

    @Test
    void aNodeWithoutTlsIsTold() {
        LinkCalls plain = new LinkCalls("LIANZHEN", null);
        try (TestNode node = TestNode.storing(loops, Outcome.SUCCESS)) {
            examine(plain, node.secure()).failsAt(LinkStep.TLS, "tls.no-certificate");
        }
    }

    @Test
    void aPortThatDoesNotSpeakTlsIsTold() throws Exception {
        LinkCalls calls = calls(null, keys("theirs").certificate());
        try (TestNode node = TestNode.storing(loops, Outcome.SUCCESS)) {
            // our server sees a TLS hello on its plain port, and closes
            examine(calls, node.secure()).failsAt(LinkStep.TLS, "tls.lost");
        }
        try (ServerSocket mute = new ServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
            var pace = new LinkPace(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(20), 1, 1);
            var order = new LinkOrder(new LinkTarget("X", "127.0.0.1", mute.getLocalPort(), true), false, 0);
            new Examined(
                    Await.result(new LinkDoctor(loops, calls, pace).examine(order, Examined.UNRECORDED)).orElseThrow())
                    .failsAt(LinkStep.TLS, "tls.late");
        }
        try (ServerSocket web = greeting()) {
            examine(calls, new LinkTarget("X", "127.0.0.1", web.getLocalPort(), true)).failsAt(LinkStep.TLS,
                    "tls.not-spoken");
        }
    }

    /** The head of a TLS record of 16 kB, and then a byte now and then. */
    private ServerSocket dripping() throws IOException {
        var server = new ServerSocket(0, 9, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    Socket peer = server.accept();
                    Thread.ofVirtual().start(() -> drip(peer));
                }
            } catch (IOException e) {
                // closed
            }
        });
        return server;
    }

    private void drip(Socket peer) {
        try (peer) {
            peer.getOutputStream().write(new byte[]{ 0x16, 3, 3, 0x40, 0 });
            while (!ended.await(50, TimeUnit.MILLISECONDS)) {
                peer.getOutputStream().write(0);
            }
        } catch (IOException | InterruptedException e) {
            // the other side has had enough
        }
    }

    @Test
    void aServerThatDripsIsNotListenedToForEver() throws Exception {
        var pace = new LinkPace(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(20), 1, 1);
        try (ServerSocket server = dripping()) {
            var doctor = new LinkDoctor(loops, calls(null, keys("theirs").certificate()), pace);
            var order = new LinkOrder(new LinkTarget("X", "127.0.0.1", server.getLocalPort(), true), false, 0);
            new Examined(Await.result(doctor.examine(order, Examined.UNRECORDED)).orElseThrow()).failsAt(LinkStep.TLS,
                    "tls.late");
            assertThat(Await.result(doctor.examine(order, Examined.UNRECORDED))).as("its place is free").isPresent();
        }
    }

    @Test
    void aServerThatDripsWhenItIsAskedForOtherLanguagesIsLeft() throws Exception {
        try (ServerSocket server = dripping()) {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort());
            assertThat(new OtherLanguages(address, Duration.ofMillis(500)).spoken()).isEmpty();
        }
    }

    private static ServerSocket greeting() throws IOException {
        var server = new ServerSocket(0, 9, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    server.accept().getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(
                            StandardCharsets.US_ASCII));
                }
            } catch (IOException e) {
                // closed
            }
        });
        return server;
    }

    @Test
    void aSecurePortThatIsCalledPlainlyIsTold() throws Exception {
        KeyFiles theirs = keys("theirs");
        try (TestNode node = node(theirs, null)) {
            examine(new LinkCalls("LIANZHEN", null), node.target()).failsAt(LinkStep.ASSOCIATION,
                    "association.wants-tls");
        }
    }
}
