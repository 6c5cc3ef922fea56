package org.lianzhen.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lianzhen.dicom.net.TestClient.echo;
import static org.lianzhen.dicom.net.TestServer.get;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.net.ConnectResult.Step;
import org.lianzhen.dicom.net.TlsContext.ClientCertificate;

/** DICOM over TLS, both sides known to each other, with the profiles of PS3.15 Annex B. */
class TlsTest {
    private final TestCertificates ours = new TestCertificates("County CA");
    private final TestCertificates foreign = new TestCertificates("Some Other CA");

    TlsTest() throws GeneralSecurityException {}

    private TestServer mutual(TlsProfile profile) throws GeneralSecurityException, SSLException {
        TlsContext context = TlsContext.server(profile, ours.issue("scp"), ClientCertificate.REQUIRED);
        return TestServer.start(options -> options.withTls(() -> context));
    }

    private static ConnectResult connect(TestServer server, TlsContext context) {
        return get(new DicomClient(server.loops()).connect(server.connectOptions().withTls(() -> context),
                TestClient.proposal(), new RecordingService()));
    }

    private TlsContext client(TlsProfile profile) throws GeneralSecurityException, SSLException {
        return TlsContext.client(profile, ours.issue("scu"), true);
    }

    @Test
    void rsaKeysWorkToo() throws Exception {
        var rsa = new TestCertificates("RSA CA", TestCertificates.Kind.RSA);
        TlsContext context = TlsContext.server(TlsProfile.BCP_195_RFC_8996_9325, rsa.issue("scp"),
                ClientCertificate.NONE);
        try (TestServer server = TestServer.start(options -> options.withTls(() -> context))) {
            connect(server, TlsContext.client(TlsProfile.BCP_195_RFC_8996_9325, rsa.trustOnly(), true)).orThrow();
        }
    }

    @ParameterizedTest
    @EnumSource
    void bothSidesProveThemselvesUnderEachProfile(TlsProfile profile) throws Exception {
        try (TestServer server = mutual(profile)) {
            Association association = connect(server, client(profile)).orThrow();
            var responses = new Responses();
            association.invoke(TestClient.store(1, ChunkSource.of(RawPdus.pattern(1_000_000))), responses);
            assertThat(get(responses.finalStatus())).isEqualTo(Status.SUCCESS);
            assertThat(server.service().dataSet(1)).isEqualTo(RawPdus.pattern(1_000_000));
            assertThat(get(association.release())).isEqualTo(new AssociationEnd.Released(false));
            server.service().await("ended: released by the peer");
        }
    }

    @ParameterizedTest
    @EnumSource
    void noProfileKnowsWhatBcp195Forbids(TlsProfile profile) throws Exception {
        assertThat(profile.protocols()).containsExactly("TLSv1.3", "TLSv1.2");
        assertThat(profile.title()).contains("BCP 195");
        assertThat(profile.cipherSuites()).isNotEmpty().doesNotHaveDuplicates()
                .noneMatch(suite -> suite.contains("CBC") || suite.contains("3DES") || suite.contains("RC4")
                        || suite.startsWith("TLS_RSA_") || suite.contains("anon") || suite.contains("NULL"));
        assertThat(client(profile).profile()).isEqualTo(profile);
    }

    @Test
    void theAcceptorSeesTheCertificate() throws Exception {
        TlsContext context = TlsContext.server(TlsProfile.BCP_195_RFC_8996_9325, ours.issue("scp"),
                ClientCertificate.REQUIRED);
        var seen = new CompletableFuture<X509Certificate>();
        try (TestServer server = TestServer.start(request -> {
            seen.complete(request.certificate());
            return CompletableFuture.completedStage(AcceptDecision.Reject.congested());
        }, options -> options.withTls(() -> context))) {
            ConnectResult result = connect(server, client(TlsProfile.BCP_195_RFC_8996_9325));
            assertThat(result).isInstanceOfSatisfying(ConnectResult.Rejected.class,
                    rejected -> assertThat(rejected.isTransient()).isTrue());
            assertThat(get(seen).getSubjectX500Principal().getName()).isEqualTo("CN=scu");
        }
    }

    @Test
    void withoutMutualTlsThereIsNoCertificateToSee() throws Exception {
        TlsContext context = TlsContext.server(TlsProfile.NON_DOWNGRADING_BCP_195, ours.issue("scp"),
                ClientCertificate.WANTED);
        var seen = new CompletableFuture<Boolean>();
        try (TestServer server = TestServer.start(request -> {
            seen.complete(request.certificate() == null);
            return CompletableFuture.completedStage(AcceptDecision.Reject.unknownCaller());
        }, options -> options.withTls(() -> context))) {
            connect(server, TlsContext.client(TlsProfile.NON_DOWNGRADING_BCP_195, ours.trustOnly(), true));
            assertThat(get(seen)).isTrue();
        }
    }

    @Test
    void aClientWithoutCertificateIsRefused() throws Exception {
        try (var log = new LogCapture(); TestServer server = mutual(TlsProfile.BCP_195_RFC_8996_9325)) {
            ConnectResult result = connect(server,
                    TlsContext.client(TlsProfile.BCP_195_RFC_8996_9325, ours.trustOnly(), true));
            assertThat(result).isInstanceOf(ConnectResult.Failed.class);
            assertThat(log.await("TLS failed")).isNotEmpty();
            Condition.await("the server let go", () -> server.server().connections() == 0);
        }
    }

    @Test
    void aClientOfAForeignAuthorityIsRefused() throws Exception {
        try (var log = new LogCapture(); TestServer server = mutual(TlsProfile.BCP_195_RFC_8996_9325)) {
            TlsContext stranger = TlsContext.client(TlsProfile.BCP_195_RFC_8996_9325,
                    foreign.issue("scu", ours.authority()), true);
            assertThat(connect(server, stranger)).isInstanceOf(ConnectResult.Failed.class);
            assertThat(log.await("TLS failed")).isNotEmpty();
        }
    }

    @Test
    void aServerOfAForeignAuthorityIsNotTalkedTo() throws Exception {
        try (TestServer server = mutual(TlsProfile.BCP_195_RFC_8996_9325)) {
            TlsContext careful = TlsContext.client(TlsProfile.BCP_195_RFC_8996_9325, foreign.issue("scu"), true);
            assertThat(connect(server, careful)).isInstanceOfSatisfying(ConnectResult.Failed.class,
                    failed -> assertThat(failed.step()).isEqualTo(Step.TLS));
        }
    }

    @ParameterizedTest
    @CsvSource({ "true, false", "false, true" })
    void theHostNameIsVerifiedUnlessToldOtherwise(boolean verify, boolean success) throws Exception {
        try (TestServer server = mutual(TlsProfile.BCP_195_RFC_8996_9325)) {
            TlsContext context = TlsContext.client(TlsProfile.BCP_195_RFC_8996_9325, ours.issue("scu"), verify);
            var options = ConnectOptions.to("localhost", server.address().getPort()).withTls(() -> context);
            ConnectResult result = get(new DicomClient(server.loops()).connect(options, TestClient.proposal(),
                    new RecordingService()));
            assertThat(result instanceof ConnectResult.Established).as(result.inWords()).isEqualTo(success);
        }
    }

    @Test
    void newCertificatesCountFromTheNextConnectionOn() throws Exception {
        var current = new AtomicReference<>(TlsContext.server(TlsProfile.BCP_195_RFC_8996_9325, ours.issue("old"),
                ClientCertificate.NONE));
        try (TestServer server = TestServer.start(options -> options.withTls(current::get))) {
            TlsContext trustsNew = TlsContext.client(TlsProfile.BCP_195_RFC_8996_9325, foreign.trustOnly(), true);
            TlsContext trustsOld = TlsContext.client(TlsProfile.BCP_195_RFC_8996_9325, ours.trustOnly(), true);
            Association before = connect(server, trustsOld).orThrow();
            assertThat(connect(server, trustsNew)).isInstanceOf(ConnectResult.Failed.class);
            current.set(TlsContext.server(TlsProfile.BCP_195_RFC_8996_9325, foreign.issue("new"),
                    ClientCertificate.NONE));
            connect(server, trustsNew).orThrow();
            assertThat(connect(server, trustsOld)).isInstanceOf(ConnectResult.Failed.class);
            var responses = new Responses();
            before.invoke(echo(1), responses);
            assertThat(get(responses.finalStatus())).isEqualTo(Status.SUCCESS);
        }
    }

    @Test
    void plainDicomOnTheTlsPortIsClosedWithAReason() throws Exception {
        try (var log = new LogCapture(); TestServer server = mutual(TlsProfile.BCP_195_RFC_8996_9325);
                RawPeer peer = RawPeer.connect(server.address())) {
            peer.send(RawPdus.ASSOCIATE_RQ);
            peer.expectClosed();
            assertThat(log.await("No association with")).singleElement().asString()
                    .contains("plain DICOM on the TLS port");
        }
    }

    @Test
    void httpOnTheTlsPortIsClosedWithAReason() throws Exception {
        try (var log = new LogCapture(); TestServer server = mutual(TlsProfile.BCP_195_RFC_8996_9325);
                RawPeer peer = RawPeer.connect(server.address())) {
            peer.send("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            peer.expectClosed();
            assertThat(log.await("No association with")).singleElement().asString().contains("no TLS on the TLS port");
        }
    }

    @Test
    void aHandshakeThatStallsIsClosedWithTheRequestDeadline() throws Exception {
        TlsContext context = TlsContext.server(TlsProfile.BCP_195_RFC_8996_9325, ours.issue("scp"),
                ClientCertificate.NONE);
        var soon = Timeouts.STANDARD.with(Deadline.REQUEST, Duration.ofMillis(150));
        try (TestServer server = TestServer.start(options -> options.withTls(() -> context)
                .with(options.association().withTimeouts(soon)));
                RawPeer peer = RawPeer.connect(server.address())) {
            peer.send(RawPdus.bytes(0x16, 3, 1, 2, 0, 1));
            peer.expectClosed();
        }
    }

    @Test
    void aTlsClientOfAPlainServerHearsSo() throws Exception {
        try (TestServer server = TestServer.start()) {
            assertThat(connect(server, client(TlsProfile.BCP_195_RFC_8996_9325)))
                    .isInstanceOfSatisfying(ConnectResult.Failed.class,
                            failed -> assertThat(failed.step()).isEqualTo(Step.TLS));
        }
    }

    @Test
    void anAbortOverTlsArrivesAndClosesOurSide() throws Exception {
        try (TestServer server = mutual(TlsProfile.BCP_195_RFC_8996_9325)) {
            Association association = connect(server, client(TlsProfile.BCP_195_RFC_8996_9325)).orThrow();
            server.service().await("established");
            server.service().association().abort("test");
            assertThat(get(association.ended())).isInstanceOf(AssociationEnd.AbortedByPeer.class);
            Condition.await("the server let go", () -> server.server().connections() == 0);
        }
    }

    @Test
    void materialIsCheckedWhenMade() throws Exception {
        TlsMaterial good = ours.issue("scp");
        assertThatThrownBy(() -> new TlsMaterial(good.key(), List.of(),
                good.trusted())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TlsContext.server(TlsProfile.EXTENDED_BCP_195,
                ours.trustOnly(), ClientCertificate.NONE)).isInstanceOf(IllegalArgumentException.class);
        assertThat(good.toString()).contains("CN=scp").doesNotContain("PRIVATE");
    }
}
