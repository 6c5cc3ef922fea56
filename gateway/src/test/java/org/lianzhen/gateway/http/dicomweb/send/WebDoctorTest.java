package org.lianzhen.gateway.http.dicomweb.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lianzhen.dicom.net.EventLoops;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.dicom.service.PeerNetwork;
import org.lianzhen.dicom.service.PeerProcess;
import org.lianzhen.gateway.app.tls.KeyFiles;
import org.lianzhen.gateway.link.LinkCalls;
import org.lianzhen.gateway.link.LinkDoctor;
import org.lianzhen.gateway.link.LinkPace;
import org.lianzhen.gateway.link.LinkReport;
import org.lianzhen.gateway.link.LinkReport.Result;
import org.lianzhen.gateway.link.LinkStep;
import org.lianzhen.gateway.route.Address;
import org.lianzhen.gateway.route.Destination;

/** The link doctor with web services. */
@Timeout(90)
class WebDoctorTest {
    private static final LinkPace PACE = new LinkPace(Duration.ofSeconds(5), Duration.ofSeconds(5),
            Duration.ofSeconds(30), 1, 1);

    private final EventLoops loops = EventLoops.start(1);
    private final Vertx vertx = Vertx.vertx();
    private final StowPeer peer = new StowPeer();
    private LinkReport report;
    private volatile String stored = "";

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        peer.close();
        Await.result(vertx.close().toCompletionStage());
        Await.result(loops.stop());
    }

    private WebDoctorTest examine(Address.Web address, boolean store) {
        var service = new WebPeers(vertx, folder).of(new Destination("CITY", "CITY1", address, 1)).orElseThrow();
        report = Await.result(new LinkDoctor(loops, new LinkCalls("LIANZHEN", null), PACE).examine(service, store,
                () -> CompletableFuture.completedStage(null))).orElseThrow();
        return this;
    }

    private WebDoctorTest examine() {
        return examine(address(null), true);
    }

    private Address.Web address(String credentials) {
        return new Address.Web(URI.create("http://127.0.0.1:" + peer.port() + "/dicom-web"), credentials, null);
    }

    private LinkReport.Step step(LinkStep wanted) {
        return report.steps().stream().filter(step -> step.step() == wanted).findFirst().orElseThrow();
    }

    private WebDoctorTest is(LinkStep wanted, Result result, String code) {
        assertThat(step(wanted).finding().code()).as(report.steps().toString()).isEqualTo(code);
        assertThat(step(wanted).result()).isEqualTo(result);
        for (Locale locale : List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH)) {
            assertThat(step(wanted).finding().inWords(locale)).isNotEmpty().doesNotContain("{");
        }
        return this;
    }

    /** Searches are answered with this status; what was stored is found, and may be deleted or not. */
    private void answer(int search, int deletion) {
        peer.script = uids -> {
            stored = uids.getFirst();
            return StowPeer.allStored(uids);
        };
        peer.early = (request, number) -> {
            if (request.method().equals(HttpMethod.DELETE)) {
                request.response().setStatusCode(deletion).end();
            } else if (request.method().equals(HttpMethod.GET)) {
                request.response().setStatusCode(search).end(search != 200 || stored.isEmpty() ? "[]" : """
                        [{"00080018": {"vr": "UI", "Value": ["%s"]}}]""".formatted(stored));
            }
        };
    }

    @Test
    void aServiceThatDoesAllIsSoundAndKeepsNothing() {
        answer(200, 204);
        examine().is(LinkStep.LOOKUP, Result.OK, "lookup.ok").is(LinkStep.CONNECTION, Result.OK, "connection.ok")
                .is(LinkStep.TLS, Result.SKIPPED, "tls.not-wanted")
                .is(LinkStep.CREDENTIALS, Result.OK, "web.access.ok").is(LinkStep.STORE, Result.OK, "web.store.ok")
                .is(LinkStep.QUERY, Result.OK, "web.query.ok").is(LinkStep.CLEAN_UP, Result.OK, "web.clean-up.done");
        assertThat(report.isSound()).isTrue();
        assertThat(report.target().aeTitle()).isEqualTo("CITY");
        assertThat(peer.requests).singleElement().satisfies(files -> assertThat(files).hasSize(1));
        assertThat(peer.paths).last().asString().startsWith("DELETE /dicom-web/studies/").endsWith(stored);
    }

    @Test
    void nothingIsStoredUnlessThatIsWanted() {
        answer(200, 204);
        examine(address(null), false).is(LinkStep.CREDENTIALS, Result.OK, "web.access.ok")
                .is(LinkStep.STORE, Result.SKIPPED, "store.not-asked")
                .is(LinkStep.CLEAN_UP, Result.SKIPPED, "store.not-asked");
        assertThat(peer.paths).containsExactly("GET /dicom-web/studies");
    }

    @Test
    void whatOnlyStoresIsSoundAndSaysWhatStays() {
        answer(404, 405);
        examine().is(LinkStep.CREDENTIALS, Result.OK, "web.access.no-search")
                .is(LinkStep.STORE, Result.OK, "web.store.ok")
                .is(LinkStep.QUERY, Result.SKIPPED, "web.query.not-offered")
                .is(LinkStep.CLEAN_UP, Result.SKIPPED, "web.clean-up.stays");
        assertThat(report.isSound()).isTrue();
        assertThat(step(LinkStep.CLEAN_UP).finding().inWords(Locale.ENGLISH)).contains("LIANZHEN-TEST");
    }

    @Test
    void whatItStoresAndDoesNotFindIsWrong() {
        answer(204, 405);
        examine().is(LinkStep.STORE, Result.OK, "web.store.ok")
                .is(LinkStep.QUERY, Result.FAILED, "web.query.not-found");
    }

    @ParameterizedTest
    @CsvSource({ "401, web.credentials.wanted", "403, web.credentials.forbidden", "302, web.elsewhere",
            "500, web.failing", "429, web.failing" })
    void whoDoesNotLetUsInIsToldApart(int status, String code) {
        answer(status, 405);
        examine().is(LinkStep.CREDENTIALS, Result.FAILED, code).is(LinkStep.STORE, Result.SKIPPED, "earlier")
                .is(LinkStep.CLEAN_UP, Result.SKIPPED, "clean-up.nothing");
        assertThat(peer.requests).as("nothing is sent").isEmpty();
    }

    @Test
    void credentialsAreShownToTheirOriginOnly() throws IOException {
        answer(401, 405);
        examine(address("city"), true).is(LinkStep.CREDENTIALS, Result.FAILED, "web.credentials.file");
        Files.writeString(folder.resolve("city"), "http://127.0.0.1:1\nBearer secret-x");
        examine(address("city"), true).is(LinkStep.CREDENTIALS, Result.FAILED, "web.credentials.file");
        assertThat(step(LinkStep.CREDENTIALS).finding().inWords(Locale.ENGLISH)).doesNotContain("secret-x");
        assertThat(peer.paths).isEmpty();
        Files.writeString(folder.resolve("city"), "http://127.0.0.1:" + peer.port() + "\nBearer secret-x");
        examine(address("city"), true).is(LinkStep.CREDENTIALS, Result.FAILED, "web.credentials.wrong");
        assertThat(peer.authorizations).containsOnly("Bearer secret-x");
    }

    @ParameterizedTest
    @CsvSource({ "401, web.credentials.wrong", "403, web.credentials.forbidden", "404, web.store.no-place",
            "507, store.full", "415, web.store.refused", "500, web.store.refused" })
    void whyATestImageIsNotKeptIsToldApart(int status, String code) {
        answer(200, 405);
        peer.script = uids -> StowPeer.Said.of(status);
        examine().is(LinkStep.STORE, Result.FAILED, code).is(LinkStep.QUERY, Result.SKIPPED, "earlier")
                .is(LinkStep.CLEAN_UP, Result.SKIPPED, "clean-up.nothing");
    }

    @Test
    void aWarningIsTold() {
        answer(200, 405);
        peer.script = uids -> {
            stored = uids.getFirst();
            return new StowPeer.Said(200, Map.of(), """
                    {"00081199": {"vr": "SQ", "Value": [{"00081155": {"vr": "UI", "Value": ["%s"]},
                      "00081196": {"vr": "US", "Value": [45056]}}]}}""".formatted(stored));
        };
        examine().is(LinkStep.STORE, Result.OK, "web.store.warning").is(LinkStep.QUERY, Result.OK, "web.query.ok");
    }

    @Test
    void whoHangsIsGivenUpInTime() {
        BiConsumer<HttpServerRequest, Integer> hang = (request, number) -> request.setExpectMultipart(false);
        peer.early = hang.andThen((request, number) -> request.pause());
        peer.search = request -> {
            throw new IllegalStateException("no answer");
        };
        examine().is(LinkStep.CREDENTIALS, Result.FAILED, "web.lost");
    }

    @Test
    void whoIsAwayIsNotThere() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        examine(new Address.Web(URI.create("http://127.0.0.1:" + port), null, null), true)
                .is(LinkStep.CONNECTION, Result.FAILED, "connection.refused")
                .is(LinkStep.CREDENTIALS, Result.SKIPPED, "earlier");
    }

    @Test
    void linkLocalAddressesAreNoPlaceForAService() {
        examine(new Address.Web(URI.create("http://169.254.169.254/latest"), null, null), true)
                .is(LinkStep.LOOKUP, Result.FAILED, "lookup.no-place");
    }

    @Test
    void certificatesAreJudgedByTheIssuersOfTheDestination() throws Exception {
        KeyFiles theirs = KeyFiles.make(folder, "EC", "-validity", "400");
        try (StowPeer secure = StowPeer.secure(theirs)) {
            secure.early = (request, number) -> request.response().setStatusCode(204).end();
            URI root = URI.create("https://localhost:" + secure.port());
            examine(new Address.Web(root, null, null), false)
                    .is(LinkStep.TLS, Result.FAILED, "web.tls.self-signed")
                    .is(LinkStep.CREDENTIALS, Result.SKIPPED, "earlier");
            examine(new Address.Web(root, null, "city.pem"), false)
                    .is(LinkStep.TLS, Result.FAILED, "web.tls.issuers");
            Files.copy(theirs.certificate(), folder.resolve("city.pem"));
            examine(new Address.Web(root, null, "city.pem"), false).is(LinkStep.TLS, Result.OK, "tls.ok")
                    .is(LinkStep.CREDENTIALS, Result.OK, "web.access.ok");
            examine(new Address.Web(URI.create("https://127.0.0.1:" + secure.port()), null, "city.pem"), false)
                    .is(LinkStep.CREDENTIALS, Result.FAILED, "web.tls.other-host");
            examine(new Address.Web(URI.create("https://127.0.0.1:" + peer.port()), null, null), false)
                    .is(LinkStep.TLS, Result.FAILED, "web.tls.not-spoken");
        }
    }

    @Test
    void orthancIsSoundForWhomItKnows() throws Exception {
        PeerNetwork network = PeerProcess.assume("Orthanc");
        Path plugin = Path.of("/usr/share/orthanc/plugins/libOrthancDicomWeb.so");
        assumeTrue(Files.exists(plugin), "Orthanc has no DICOMweb");
        int port = PeerProcess.newPort();
        Path config = Files.writeString(folder.resolve("orthanc.json"), """
                { "StorageDirectory": "%1$s/db", "IndexDirectory": "%1$s/db", "Plugins": ["%2$s"], "HttpPort": %3$d,
                  "RemoteAccessAllowed": true, "AuthenticationEnabled": true, "RegisteredUsers": {"lian": "zhen"},
                  "DicomServerEnabled": false }
                """.formatted(folder, plugin, port));
        String root = "http://" + network.peerAddress() + ":" + port;
        try (PeerProcess _ = PeerProcess.server(folder, port, List.of("Orthanc", config.toString()))) {
            URI address = URI.create(root + "/dicom-web");
            examine(new Address.Web(address, null, null), true)
                    .is(LinkStep.CREDENTIALS, Result.FAILED, "web.credentials.wanted");
            Files.writeString(folder.resolve("orthanc"), root + "\nlian:zhen");
            examine(new Address.Web(address, "orthanc", null), true)
                    .is(LinkStep.CREDENTIALS, Result.OK, "web.access.ok")
                    .is(LinkStep.STORE, Result.OK, "web.store.ok").is(LinkStep.QUERY, Result.OK, "web.query.ok");
            assertThat(report.isSound()).isTrue();
            assertThat(step(LinkStep.CLEAN_UP).finding().code()).startsWith("web.clean-up.");
        }
    }
}
