package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.net.EventLoops;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.dicom.service.PeerNetwork;
import org.lianzhen.dicom.service.PeerProcess;
import org.lianzhen.dicom.service.RemoteNode;
import org.lianzhen.dicom.service.ServiceClassUser;
import org.lianzhen.dicom.service.ServiceResult;
import org.lianzhen.dicom.service.StoreListener;
import org.lianzhen.dicom.service.StoreOptions;
import org.lianzhen.dicom.service.StoreReport;
import org.lianzhen.gateway.config.DicomSettings;
import org.lianzhen.gateway.config.Settings;
import org.lianzhen.gateway.config.WebSettings;
import org.lianzhen.gateway.delivery.DeliveryPace;
import org.lianzhen.gateway.delivery.RetrySchedule;
import org.lianzhen.gateway.delivery.proof.ProofPace;
import org.lianzhen.gateway.member.MemberDirectory;
import org.lianzhen.gateway.member.TestMembers;
import org.lianzhen.gateway.observe.Telemetry;
import org.lianzhen.gateway.postgres.TestPostgres;
import org.lianzhen.gateway.postgres.archive.PostgresArchiveIndex;
import org.lianzhen.gateway.postgres.archive.PostgresArchiveSearch;
import org.lianzhen.gateway.postgres.audit.PostgresAuditLog;

/** What arrives is sent on by rule, to DCMTK's receivers. */
@Timeout(180)
class DeliveryIT {
    private static final DeliveryPace PACE = new DeliveryPace(8, Duration.ofSeconds(20), Duration.ofMillis(50),
            Duration.ofMillis(100), Duration.ofSeconds(1),
            new RetrySchedule(Duration.ofMillis(200), Duration.ofSeconds(1), 40));

    private final PeerNetwork network = PeerProcess.assume("storescp");
    private final int first = PeerProcess.newPort();
    private final int second = PeerProcess.newPort();
    private final EventLoops loops = EventLoops.start(1);
    private final ServiceClassUser user = new ServiceClassUser(loops);

    @TempDir
    private Path folder;
    private TestPostgres database;
    private ObjectKeeping objects;
    private DicomNode node;
    private MemberDirectory members;
    private DeliverySide delivery;

    @BeforeEach
    void start() throws Exception {
        database = TestPostgres.migrated();
        members = TestMembers.of("""
                units:
                  - {code: TS1, name: 一院, kind: TOWNSHIP_HEALTH_CENTRE}
                  - {code: CH1, name: 县医院, kind: COUNTY_HOSPITAL}
                  - {code: CH2, name: 中医院, kind: COUNTY_HOSPITAL}
                nodes:
                  - {aeTitle: TS1PACS, unit: TS1}
                  - {aeTitle: CH1PACS, unit: CH1, host: %s, port: %d}
                  - {aeTitle: CH2PACS, unit: CH2, host: %s, port: %d}
                agreements:
                  - {owner: TS1, reader: CH1}
                  - {owner: TS1, reader: CH2}
                """.formatted(network.peerAddress(), first, network.peerAddress(), second));
        var settings = new Settings(false, folder.resolve("data"), null, null, 0,
                InetAddress.ofLiteral(network.ourAddress()), new WebSettings(0, null, null), 0,
                new DicomSettings(0, List.of("LIANZHEN"), null));
        var archive = new Archive(new PostgresArchiveIndex(database.pool()),
                new PostgresArchiveSearch(database.pool()), members, List.of(),
                TestKeeping.none(),
                new PostgresAuditLog(database.pool()));
        objects = ObjectKeeping.open(settings, archive, new Telemetry());
        node = DicomNode.start(settings, archive, objects);
        delivery = startDelivery();
        delivery.routes().replace(0, "test", """
                destinations:
                  - {code: CH1, unit: CH1, node: CH1PACS}
                  - {code: CH2, unit: CH2, node: CH2PACS, associations: 1}
                routes:
                  - {code: ct, name: 乡镇 CT, units: [TS1], modalities: [CT], to: [CH1, CH2], state: ACTIVE}
                """).toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private DeliverySide startDelivery() {
        return DeliverySide.start(new DeliverySide.Base(database.vertx(), database.pool(), members),
                new DeliverySide.Peers(node.courier(), node.prover()), objects.arrivals(),
                new DeliverySide.Pace(PACE, ProofPace.STANDARD));
    }

    @AfterEach
    void stop() {
        user.close();
        loops.close();
        delivery.close(Duration.ofSeconds(3));
        node.stop(Duration.ofSeconds(5));
        objects.close(Duration.ofSeconds(1));
        database.close();
    }

    private void store(String study, int count) {
        RemoteNode us = RemoteNode.at(network.ourAddress(), node.plainAddress().getPort(), "LIANZHEN", "TS1PACS");
        var instances = IntStream.rangeClosed(1, count).mapToObj(i -> TestImage.instance(study, i)).toList();
        ServiceResult<StoreReport> result = Await
                .result(user.store(us, instances, StoreOptions.STANDARD, StoreListener.NONE).result());
        assertThat(result).isInstanceOfSatisfying(ServiceResult.Completed.class,
                done -> assertThat(done.value()).isEqualTo(new StoreReport(count, List.of())));
    }

    private PeerProcess receiver(String title, int port) throws Exception {
        Path into = Files.createDirectories(folder.resolve(title));
        return PeerProcess.server(folder, port,
                List.of("storescp", "-aet", title, "-od", into.toString(), String.valueOf(port)));
    }

    private long received(String title) throws IOException {
        Path into = folder.resolve(title);
        if (!Files.exists(into)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(into)) {
            return files.count();
        }
    }

    private long count(String sql) {
        return (Long) database.value(sql);
    }

    private void awaitDelivered(String destination, long wanted) {
        Await.until("delivered to " + destination, Duration.ofSeconds(60), () -> count(
                "select count(*) from delivery_result where outcome = 'DELIVERED' and destination = '" + destination
                        + "'")
                >= wanted);
    }

    @Test
    void bringsEveryInstanceToEveryDestinationOnce() throws Exception {
        try (PeerProcess _ = receiver("CH1PACS", first); PeerProcess _ = receiver("CH2PACS", second)) {
            store("1.2.840.99.7", 20);
            awaitDelivered("CH1", 20);
            awaitDelivered("CH2", 20);
            assertThat(received("CH1PACS")).isEqualTo(20);
            assertThat(received("CH2PACS")).isEqualTo(20);
        }
        assertThat(count("select count(*) from delivery_task")).as("open work").isZero();
        assertThat(count("select count(*) from delivery_result")).isEqualTo(40);
        assertThat(database.rows("select distinct route, route_version, attempts, unit from delivery_result"))
                .containsExactly(List.of("ct", 1, 1, "TS1"));
    }

    @Test
    void aDestinationThatIsAwayCostsTheOtherNothingAndIsServedWhenItIsBack() throws Exception {
        try (PeerProcess _ = receiver("CH1PACS", first)) {
            store("1.2.840.99.8", 10);
            awaitDelivered("CH1", 10);
        }
        assertThat(count("select count(*) from delivery_task where destination = 'CH2'")).isEqualTo(10);
        Await.until("it has been tried", () -> count(
                "select count(*) from delivery_task where state = 'RETRY_AT' and last_answer <> ''") > 0);
        try (PeerProcess _ = receiver("CH2PACS", second)) {
            awaitDelivered("CH2", 10);
            assertThat(received("CH2PACS")).isEqualTo(10);
        }
    }

    @Test
    void whatArrivedWhileNothingWasSentGoesByTheRoutesThatAreKept() throws Exception {
        delivery.close(Duration.ofSeconds(3));
        store("1.2.840.99.10", 5);
        assertThat(count("select count(*) from arrival")).isEqualTo(5);
        try (PeerProcess _ = receiver("CH1PACS", first); PeerProcess _ = receiver("CH2PACS", second)) {
            delivery = startDelivery();
            awaitDelivered("CH1", 5);
            awaitDelivered("CH2", 5);
        }
    }

    @Test
    void whatTheRulesDoNotNameStaysHere() throws Exception {
        delivery.routes().replace(1, "test", """
                destinations: [{code: CH1, unit: CH1, node: CH1PACS}]
                routes: [{code: mr, name: x, modalities: [MR], to: [CH1], state: ACTIVE}]
                """).toCompletableFuture().get(20, TimeUnit.SECONDS);
        store("1.2.840.99.9", 3);
        Await.until("arrivals were looked at", () -> count("select count(*) from arrival") == 0);
        assertThat(count("select count(*) from delivery_task")).isZero();
    }
}
