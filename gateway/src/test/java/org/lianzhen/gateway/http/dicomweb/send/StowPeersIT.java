package org.lianzhen.gateway.http.dicomweb.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.dicom.service.PeerNetwork;
import org.lianzhen.dicom.service.PeerProcess;
import org.lianzhen.dicom.service.Throttle;
import org.lianzhen.gateway.archive.KeptInstances;
import org.lianzhen.gateway.delivery.DeliveryTask;
import org.lianzhen.gateway.delivery.Reply;
import org.lianzhen.gateway.delivery.proof.Prover.Listing;
import org.lianzhen.gateway.http.dicomweb.store.StoreSite;
import org.lianzhen.gateway.route.Address;
import org.lianzhen.gateway.route.Destination;

/** Our courier with a server of ours, and with Orthanc's plugin. */
@Timeout(120)
class StowPeersIT {
    private static final Path PLUGIN = Path.of("/usr/share/orthanc/plugins/libOrthancDicomWeb.so");

    private final Vertx vertx = Vertx.vertx();
    private final Map<UUID, Reply> results = new ConcurrentHashMap<>();
    private StowFiles files;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() {
        files = new StowFiles(folder);
    }

    @AfterEach
    void stop() {
        Await.result(vertx.close().toCompletionStage());
    }

    private void send(Address address, List<DeliveryTask> tasks) {
        results.clear();
        var courier = new StowCourier(vertx, folder, new KeptInstances(folder::resolve, folder, () -> false),
                StowPace.STANDARD);
        Await.result(courier.send(new Destination("WEB", "CITY1", address, 1), tasks, Throttle.NONE,
                (task, reply) -> results.put(task.id(), reply)).done());
        assertThat(results).hasSize(tasks.size());
    }

    private Address ours(StoreSite site, String token) throws IOException {
        Files.writeString(folder.resolve("ours"), site.site.uri("") + "\nBearer " + token);
        return new Address.Web(site.site.uri("/dicom-web"), "ours", null);
    }

    @Test
    void aServerOfOursKeepsTheVeryBytes() throws IOException {
        try (StoreSite site = StoreSite.open(folder)) {
            send(ours(site, StoreSite.TECHNOLOGIST), files.tasks(80, 500_000));
            assertThat(results.values()).allMatch(new Reply.Taken("0000", "stored")::equals);
            assertThat(site.count("instance")).isEqualTo(80);
            for (int number : List.of(1, 33, 80)) {
                assertThat(site.dataSet(StowFiles.uid(number))).isEqualTo(StowFiles.dataSet(number, 500_000));
            }
            send(ours(site, StoreSite.TECHNOLOGIST), files.tasks(80, 500_000));
            assertThat(results.values()).as("once more").allMatch(Reply.Taken.class::isInstance);
            assertThat(site.count("instance")).isEqualTo(80);
        }
    }

    @Test
    void aServerOfOursThatDoesNotKnowUsOrIsFullTakesNothing() throws IOException {
        try (StoreSite site = StoreSite.open(folder)) {
            send(ours(site, "nobody"), files.tasks(3, 1000));
            assertThat(results.values()).allSatisfy(reply -> {
                assertThat(reply).isInstanceOf(Reply.NoAnswer.class);
                assertThat(reply.inWords()).contains("other credentials (401)");
            });
            site.full.set(true);
            send(ours(site, StoreSite.TECHNOLOGIST), files.tasks(3, 1000));
            assertThat(results.values()).noneMatch(Reply.Taken.class::isInstance)
                    .noneMatch(Reply.Refused.class::isInstance);
            assertThat(site.count("instance")).isZero();
        }
    }

    @Test
    void orthancTakesThem() throws Exception {
        PeerNetwork network = PeerProcess.assume("Orthanc");
        assumeTrue(Files.exists(PLUGIN), "Orthanc has no DICOMweb");
        int port = PeerProcess.newPort();
        Path config = Files.writeString(folder.resolve("orthanc.json"), """
                { "StorageDirectory": "%1$s/db", "IndexDirectory": "%1$s/db", "Plugins": ["%2$s"], "HttpPort": %3$d,
                  "RemoteAccessAllowed": true, "AuthenticationEnabled": true, "RegisteredUsers": {"lian": "zhen"},
                  "DicomServerEnabled": false }
                """.formatted(folder, PLUGIN, port));
        String root = "http://" + network.peerAddress() + ":" + port;
        try (PeerProcess _ = PeerProcess.server(folder, port, List.of("Orthanc", config.toString()));
                HttpClient client = HttpClient.newHttpClient()) {
            Files.writeString(folder.resolve("orthanc"), root + "\nlian:zhen");
            var address = new Address.Web(URI.create(root + "/dicom-web/"), "orthanc", null);
            send(address, files.tasks(40, 500_000));
            assertThat(results.values()).allMatch(new Reply.Taken("0000", "stored")::equals);
            String statistics = client.send(HttpRequest.newBuilder(URI.create(root + "/statistics"))
                    .header("Authorization", "Basic bGlhbjp6aGVu").build(), HttpResponse.BodyHandlers.ofString())
                    .body();
            assertThat(statistics).containsPattern("\"CountInstances\" *: *40\\b");

            assertThat(listed(address)).isEqualTo(new Listing.Found(IntStream.rangeClosed(1, 40)
                    .mapToObj(StowFiles::uid).collect(Collectors.toSet())));

            send(address, files.tasks(3, 1000));
            assertThat(results.values()).as("there already").allMatch(Reply.Taken.class::isInstance);

            send(address, List.of(files.task(50, 1000), files.task(51, new byte[]{ 1, 2, 3, 4, 5, 6, 7, 8 },
                    StowFiles.SYNTAX)));
            assertThat(results.get(new UUID(0, 50))).isInstanceOf(Reply.Taken.class);
            assertThat(results.get(new UUID(0, 51))).as("no DICOM").isNotInstanceOf(Reply.Taken.class);

            Files.writeString(folder.resolve("orthanc"), root + "\nlian:other");
            send(address, files.tasks(40, 500_000));
            assertThat(results.values()).allMatch(Reply.NoAnswer.class::isInstance);
            assertThat(listed(address)).isEqualTo(new Listing.Unreachable("the web service answers 401"));
        }
    }

    private Listing listed(Address address) {
        return Await.result(new QidoProver(vertx, folder, Duration.ofSeconds(20))
                .list(new Destination("WEB", "CITY1", address, 1), StowFiles.STUDY, StowFiles.SERIES));
    }
}
