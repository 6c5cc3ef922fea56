package org.lianzhen.dicom.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dimse.Outcome;
import org.lianzhen.dicom.net.AssociationFailedException;
import org.lianzhen.dicom.net.ConnectOptions;
import org.lianzhen.dicom.net.ServerOptions;
import org.lianzhen.dicom.net.TlsContext;

/** Orthanc as user and as provider, plain and over mutual TLS. */
class OrthancIT {
    private final int port = PeerProcess.newPort();
    private final int http = PeerProcess.newPort();
    private final ReceivedInstances received = new ReceivedInstances();
    private final List<Instance> instances = TestInstances.cts(6);
    private final CompletableFuture<CommitmentResult> committed = new CompletableFuture<>();

    @TempDir
    private Path folder;

    private TestPki pki;

    @ParameterizedTest
    @ValueSource(booleans = { false, true })
    void servesOurUser(boolean tls) throws IOException {
        try (LocalNode local = local(tls); PeerProcess orthanc = orthanc(local, tls)) {
            RemoteNode node = peer(tls);
            assertThat(Await.completed(local.user().echo(node))).isNotNull();
            assertThat(Await.completed(
                    local.user().store(node, instances, StoreOptions.STANDARD, StoreListener.NONE).result()).stored())
                    .isEqualTo(6);
            assertThat(Await.completed(local.user().findAll(node, Queries.images(TestInstances.SERIES))).matches())
                    .hasSize(6);

            RetrieveSummary moved = Await.completed(local.user().move(node,
                    RetrieveQuery.study(TestInstances.STUDY), LocalNode.TITLE, counts -> {}).result());
            assertThat(moved.outcome()).isEqualTo(Outcome.SUCCESS);
            assertThat(received.count()).isEqualTo(6);

            var got = new ReceivedInstances();
            RetrieveSummary summary = Await.completed(local.user().get(node, RetrieveQuery.study(TestInstances.STUDY),
                    GetTarget.of(List.of(StorageContext.uncompressed(SopClass.CTImageStorage)), got)).result());
            assertThat(summary.counts().completed()).isEqualTo(6);
            assertThat(instances).allSatisfy(instance -> assertThat(got.dataSet(instance.sopInstanceUid()))
                    .isEqualTo(TestArchive.dataSet(instance)));

            CommitmentOrder order = CommitmentOrder.of(instances.stream().map(Instance::reference).toList());
            CommitmentReceipt receipt = Await
                    .completed(local.user().requestCommitment(node, order.waiting(Duration.ofSeconds(1))));
            CommitmentResult result = receipt.result().isPresent() ? receipt.result().get() : Await.result(committed);
            assertThat(result.transactionUid()).isEqualTo(order.transactionUid());
            assertThat(result.committed()).hasSize(6);
            assertThat(result.failed()).isEmpty();
            assertThat(orthanc.isAlive()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = { false, true })
    void usesOurProvider(boolean tls) throws IOException {
        try (LocalNode local = local(tls); PeerProcess orthanc = orthanc(local, tls)) {
            Await.completed(local.user()
                    .store(peer(tls), instances, StoreOptions.STANDARD, StoreListener.NONE).result());
            post("/modalities/local/echo", "{}");
            String study = body("/studies").replaceAll("[^0-9a-f-]", "");
            post("/modalities/local/store", study);
            assertThat(received.count()).isEqualTo(6);
            assertThat(instances).allSatisfy(instance -> assertThat(received.dataSet(instance.sopInstanceUid()))
                    .isEqualTo(TestArchive.dataSet(instance)));
            String query = id(post("/modalities/local/query",
                    "{\"Level\":\"Study\",\"Query\":{\"StudyInstanceUID\":\"" + TestInstances.STUDY + "\"}}"));
            assertThat(body("/queries/" + query + "/answers").replaceAll("\\s", "")).isEqualTo("[\"0\"]");
            assertThat(body("/queries/" + query + "/answers/0/content")).contains(TestInstances.STUDY);
            send(HttpRequest.newBuilder(uri("/studies/" + study)).DELETE());
            assertThat(body("/statistics")).containsPattern("\"CountInstances\" *: *0\\b");
            post("/queries/" + query + "/retrieve", "ORTHANC");
            assertThat(body("/statistics")).containsPattern("\"CountInstances\" *: *6\\b");
            String commitment = id(post("/modalities/local/storage-commitment",
                    "{\"DicomInstances\":[[\"" + SopClass.CTImageStorage + "\",\"" + TestInstances.uid(0) + "\"]]}"));
            Await.until("our report has arrived", () -> body("/storage-commitment/" + commitment)
                    .matches("(?s).*\"Status\" *: *\"Success\".*"));
            assertThat(orthanc.isAlive()).isTrue();
        }
    }

    @Test
    void refusesUsWithoutCertificateWhereOneIsRequired() throws IOException {
        try (LocalNode local = local(true); PeerProcess orthanc = orthanc(local, true)) {
            TlsContext anonymous = pki.client(false);
            assertThatThrownBy(() -> Await.completed(local.user()
                    .echo(peer(false).with(peer(false).connection().withTls(() -> anonymous)))))
                    .hasCauseInstanceOf(AssociationFailedException.class);
            assertThatThrownBy(() -> Await.completed(local.user().echo(peer(false))))
                    .hasCauseInstanceOf(AssociationFailedException.class);
            assertThat(Await.completed(local.user().echo(peer(true)))).isNotNull();
            assertThat(orthanc.isAlive()).isTrue();
        }
    }

    private LocalNode local(boolean tls) {
        PeerProcess.assume("Orthanc");
        var archive = new TestArchive(instances);
        LocalNode.Services services = (builder, user) -> archive
                .serve(builder.storage(StoragePolicy.EVERYTHING, received), TestArchive.only("ORTHANC", peer(tls)),
                        user)
                .commitment((request, reporter) -> {
                    reporter.report(new CommitmentResult(request.transactionUid(), request.instances(), List.of()));
                    return CompletableFuture.completedStage(null);
                }, TestArchive.only("ORTHANC", peer(tls)), user)
                .commitmentResults((association, result) -> {
                    committed.complete(result);
                    return CompletableFuture.completedStage(null);
                });
        if (!tls) {
            return LocalNode.forPeers(services, UnaryOperator.identity());
        }
        pki = TestPki.in(folder);
        var server = pki.server();
        var client = pki.client(true);
        secured = node -> node.with(node.connection().withTls(() -> client));
        UnaryOperator<ServerOptions> options = usual -> usual.withTls(() -> server);
        return LocalNode.forPeers(services, options);
    }

    private UnaryOperator<RemoteNode> secured = UnaryOperator.identity();

    private RemoteNode peer(boolean tls) {
        RemoteNode plain = RemoteNode.at(PeerProcess.assume().peerAddress(), port, "ORTHANC", LocalNode.TITLE)
                .with(ConnectOptions.to(PeerProcess.assume().peerAddress(), port));
        return tls ? secured.apply(plain) : plain;
    }

    private PeerProcess orthanc(LocalNode local, boolean tls) throws IOException {
        String security = tls ? """
                "DicomTlsEnabled": true, "DicomTlsCertificate": "%1$s/peer.pem", "DicomTlsPrivateKey": "%1$s/peer.key",
                "DicomTlsTrustedCertificates": "%1$s/ca.pem",
                """.formatted(folder) : "";
        Path config = Files.writeString(folder.resolve("orthanc.json"), """
                { "Name": "Test", "StorageDirectory": "%1$s/db", "IndexDirectory": "%1$s/db", "Plugins": [], %2$s
                  "DicomServerEnabled": true, "DicomAet": "ORTHANC", "DicomPort": %3$d, "DicomCheckCalledAet": true,
                  "DicomAlwaysAllowEcho": true, "DicomAlwaysAllowStore": true, "DicomAlwaysAllowFind": true,
                  "DicomAlwaysAllowGet": true, "DicomAlwaysAllowMove": true,
                  "HttpServerEnabled": true, "HttpPort": %4$d, "RemoteAccessAllowed": true,
                  "AuthenticationEnabled": false,
                  "DicomModalities": { "local": { "AET": "LOCAL", "Host": "%5$s", "Port": %6$s, "UseDicomTls": %7$b,
                    "AllowStorageCommitment": true } } }
                """.formatted(folder, security, port, http, PeerProcess.assume().ourAddress(), local.port(), tls));
        return PeerProcess.server(folder, port, List.of("Orthanc", config.toString()));
    }

    private String post(String path, String body) {
        return send(HttpRequest.newBuilder(uri(path)).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private String body(String path) {
        return send(HttpRequest.newBuilder(uri(path)).GET());
    }

    private static String id(String answer) {
        Matcher id = Pattern.compile("\"ID\" *: *\"([^\"]+)\"").matcher(answer);
        assertThat(id.find()).as(answer).isTrue();
        return id.group(1);
    }

    /** The body of an answer that is a success. */
    private static String send(HttpRequest.Builder request) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(request.timeout(Duration.ofMinutes(1)).build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private URI uri(String path) {
        return URI.create("http://" + PeerProcess.assume().peerAddress() + ":" + http + path);
    }
}
