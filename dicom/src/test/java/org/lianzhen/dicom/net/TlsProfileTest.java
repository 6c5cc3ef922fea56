package org.lianzhen.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lianzhen.dicom.net.TestServer.get;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.lianzhen.dicom.net.ConnectResult.Step;
import org.lianzhen.dicom.net.TestCertificates.Kind;
import org.lianzhen.dicom.net.TlsContext.ClientCertificate;

/** The profiles of PS3.15 B.9 to B.13 hold what they promise, seen by the plain TLS of the Java runtime. */
class TlsProfileTest {
    private static final char[] NO_PASSWORD = {};

    @Test
    void theModifiedProfileHasTheListedSuitesAndNoOthers() {
        // PS3.15 B.13 as of 2026, without those of CCM and Camellia
        assertThat(TlsProfile.MODIFIED_BCP_195_RFC_8996_9325.cipherSuites()).containsExactlyInAnyOrder(
                "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256", "TLS_AES_128_GCM_SHA256",
                "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384", "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
                "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256", "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
                "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256");
    }

    @Test
    void everyProfileHasWhatRfc9325Recommends() {
        assertThat(TlsProfile.values()).hasSize(5).allSatisfy(profile -> assertThat(profile.cipherSuites()).contains(
                "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
                "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384"));
    }

    @ParameterizedTest
    @CsvSource({ "BCP_195,BCP 195 TLS", "NON_DOWNGRADING_BCP_195,Non-Downgrading BCP 195 TLS",
            "EXTENDED_BCP_195,Extended BCP 195 TLS Profile", "BCP_195_RFC_8996_9325,'BCP 195 RFC 8996, 9325 TLS'",
            "MODIFIED_BCP_195_RFC_8996_9325,'Modified BCP 195 RFC 8996, 9325 TLS'" })
    void theNamesAreThoseOfTheStandard(TlsProfile profile, String name) {
        assertThat(profile.title()).isEqualTo(name + " Secure Transport Connection Profile");
    }

    @ParameterizedTest
    @EnumSource
    void theRuntimeHasEverySuite(TlsProfile profile) throws Exception {
        assertThat(SSLContext.getDefault().getSupportedSSLParameters().getCipherSuites())
                .contains(profile.cipherSuites().toArray(String[]::new));
    }

    @ParameterizedTest
    @EnumSource
    void theServerPrefersTls13AndTheFirstSuiteOfTheProfile(TlsProfile profile) throws Exception {
        assertThat(negotiated(profile, "TLSv1.3", "TLSv1.2")).isEqualTo("TLSv1.3 "
                + profile.cipherSuites().getFirst());
        assertThat(negotiated(profile, "TLSv1.2")).isEqualTo("TLSv1.2 " + profile.cipherSuites().stream()
                .filter(suite -> suite.startsWith("TLS_ECDHE_ECDSA")).findFirst().orElseThrow());
    }

    /** What a client with these protocol versions gets. */
    private static String negotiated(TlsProfile profile, String... protocols) throws Exception {
        var authority = new TestCertificates("CA");
        TlsContext context = TlsContext.server(profile, authority.issue("scp"), ClientCertificate.NONE);
        try (TestServer server = TestServer.start(options -> options.withTls(() -> context));
                var socket = (SSLSocket) context(authority.trustOnly()).getSocketFactory()
                        .createSocket(server.address().getAddress(), server.address().getPort())) {
            socket.setEnabledProtocols(protocols);
            socket.startHandshake();
            SSLSession session = socket.getSession();
            return session.getProtocol() + " " + session.getCipherSuite();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoOffersTls11AtMostIsRefused(TlsProfile profile) throws Exception {
        var authority = new TestCertificates("CA");
        TlsContext context = TlsContext.server(profile, authority.issue("scp"), ClientCertificate.NONE);
        byte[] random = RawPdus.pattern(32);
        byte[] hello = RawPdus.concat(RawPdus.bytes(3, 2), random,
                RawPdus.bytes(0, 0, 4, 0xC0, 0x09, 0xC0, 0x13, 1, 0));
        try (TestServer server = TestServer.start(options -> options.withTls(() -> context));
                RawPeer peer = RawPeer.connect(server.address())) {
            peer.send(RawPdus.bytes(0x16, 3, 1, 0, hello.length + 4, 1, 0, 0, hello.length), hello);
            byte[] alert = peer.socket().getInputStream().readNBytes(7);
            assertThat(alert).as("fatal alert: protocol version").startsWith(0x15, 3).endsWith(0, 2, 2, 70);
        }
    }

    @ParameterizedTest
    @EnumSource(names = { "SHORT", "SHA1" })
    void aServerWithAWeakCertificateIsNotTalkedTo(Kind kind) throws Exception {
        var weak = new TestCertificates("Old CA", kind);
        try (var listening = (SSLServerSocket) context(weak.issue("old pacs")).getServerSocketFactory()
                .createServerSocket(0, 1, InetAddress.getLoopbackAddress()); EventLoops loops = EventLoops.start(1)) {
            CompletableFuture<Void> serving = CompletableFuture.runAsync(() -> readToTheEnd(listening));
            TlsContext ours = TlsContext.client(TlsProfile.BCP_195_RFC_8996_9325, weak.trustOnly(), false);
            var options = ConnectOptions.to("127.0.0.1", listening.getLocalPort()).withTls(() -> ours);
            ConnectResult result = get(
                    new DicomClient(loops).connect(options, TestClient.proposal(), new RecordingService()));
            assertThat(result).isInstanceOfSatisfying(ConnectResult.Failed.class,
                    failed -> assertThat(failed.step()).isEqualTo(Step.TLS));
            get(serving);
        }
    }

    private static void readToTheEnd(SSLServerSocket listening) {
        try (var connection = listening.accept()) {
            connection.getInputStream().readNBytes(1);
        } catch (IOException refused) {
            assertThat(refused).isNotNull();
        }
    }

    @ParameterizedTest
    @EnumSource(names = { "SHORT", "SHA1" })
    void aClientWithAWeakCertificateIsNotServed(Kind kind) throws Exception {
        var authority = new TestCertificates("CA");
        var weak = new TestCertificates("Old CA", kind);
        TlsMaterial good = authority.issue("scp");
        TlsContext context = TlsContext.server(TlsProfile.BCP_195_RFC_8996_9325,
                new TlsMaterial(good.key(), good.chain(), List.of(weak.authority())), ClientCertificate.REQUIRED);
        try (var log = new LogCapture();
                TestServer server = TestServer.start(options -> options.withTls(() -> context));
                var socket = (SSLSocket) context(weak.issue("old scu", authority.authority())).getSocketFactory()
                        .createSocket(server.address().getAddress(), server.address().getPort())) {
            OutputStream out = socket.getOutputStream();
            try {
                out.write(RawPdus.ASSOCIATE_RQ);
            } catch (IOException refused) {
                assertThat(refused).isNotNull();
            }
            log.await("TLS failed");
            assertThat(server.server().associations()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({ "SHORT, has a key of 1024 bits", "SHA1, is signed with SHA1withRSA" })
    void aWeakCertificateOfOursIsRefusedAtOnce(Kind kind, String why) throws Exception {
        TlsMaterial weak = new TestCertificates("Old CA", kind).issue("scp");
        assertThatThrownBy(() -> TlsContext.server(TlsProfile.BCP_195_RFC_8996_9325, weak, ClientCertificate.NONE))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("CN=scp " + why);
        assertThatThrownBy(() -> TlsContext.client(TlsProfile.BCP_195_RFC_8996_9325, weak, true))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** TLS of the Java runtime with no more rules than it has itself. */
    private static SSLContext context(TlsMaterial material) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        for (X509Certificate trusted : material.trusted()) {
            store.setCertificateEntry("trusted", trusted);
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        KeyStore own = KeyStore.getInstance("PKCS12");
        own.load(null, null);
        if (material.key() != null) {
            own.setKeyEntry("own", material.key(), NO_PASSWORD, material.chain().toArray(X509Certificate[]::new));
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, NO_PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
