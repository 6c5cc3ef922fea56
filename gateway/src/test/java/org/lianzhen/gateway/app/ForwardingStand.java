package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.lianzhen.dicom.net.EventLoops;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.dicom.service.Instance;
import org.lianzhen.dicom.service.PeerNetwork;
import org.lianzhen.dicom.service.PeerProcess;
import org.lianzhen.dicom.service.RemoteNode;
import org.lianzhen.dicom.service.ServiceClassUser;
import org.lianzhen.dicom.service.ServiceResult;
import org.lianzhen.dicom.service.StoreListener;
import org.lianzhen.dicom.service.StoreOptions;
import org.lianzhen.dicom.service.StoreReport;
import org.lianzhen.gateway.config.BackupSettings;
import org.lianzhen.gateway.config.DicomSettings;
import org.lianzhen.gateway.config.Hl7Settings;
import org.lianzhen.gateway.config.Settings;
import org.lianzhen.gateway.config.WebSettings;
import org.lianzhen.gateway.delivery.Courier;
import org.lianzhen.gateway.delivery.DeliveryPace;
import org.lianzhen.gateway.delivery.proof.ProofPace;
import org.lianzhen.gateway.link.LinkDoctor;
import org.lianzhen.gateway.member.MemberDirectory;
import org.lianzhen.gateway.member.TestMembers;
import org.lianzhen.gateway.observe.Telemetry;
import org.lianzhen.gateway.postgres.TestPostgres;
import org.lianzhen.gateway.postgres.archive.PostgresArchiveIndex;
import org.lianzhen.gateway.postgres.archive.PostgresArchiveSearch;
import org.lianzhen.gateway.postgres.archive.PostgresStudyReceipts;
import org.lianzhen.gateway.postgres.audit.PostgresAuditLog;
import org.lianzhen.gateway.postgres.delivery.PostgresProofLedger;
import org.lianzhen.gateway.postgres.route.PostgresRouteStore;
import org.lianzhen.gateway.query.CommitmentSchedule;
import org.lianzhen.gateway.query.FakeReports;
import org.lianzhen.gateway.route.Retry;
import org.lianzhen.gateway.route.RetrySchedule;
import org.lianzhen.gateway.route.RouteChange;
import org.lianzhen.gateway.route.RouteDirectory;

/** All that stores, sends on and asks whether it is there, in this process. */
final class ForwardingStand implements AutoCloseable {
    static final DeliveryPace PACE = new DeliveryPace(8, Duration.ofSeconds(20), Duration.ofMillis(50),
            Duration.ofMillis(100), Duration.ofSeconds(1),
            new Retry(new RetrySchedule(Duration.ofMillis(200), Duration.ofSeconds(1), 40), Duration.ofDays(7)));

    private static final ProofPace PROOF = new ProofPace(Duration.ofMillis(100), 2, 15, Duration.ofSeconds(1),
            Duration.ofSeconds(15), Duration.ofSeconds(30),
            new RetrySchedule(Duration.ofMillis(200), Duration.ofSeconds(1), 40), 2);

    private final PeerNetwork network;
    private final Path folder;
    private final EventLoops loops = EventLoops.start(1);
    private final ServiceClassUser user = new ServiceClassUser(loops);
    private final TestPostgres database = TestPostgres.migrated();
    private final MemberDirectory members;
    private final ObjectKeeping objects;
    private final DicomNode node;
    private DeliverySide delivery;

    /** @param document of the members */
    ForwardingStand(PeerNetwork network, Path folder, String document) throws Exception {
        this.network = network;
        this.folder = folder;
        members = TestMembers.of(document);
        var settings = new Settings(false, folder.resolve("data"), null, null, null, 0,
                InetAddress.ofLiteral(network.ourAddress()), new WebSettings(0, null, null), 0,
                new DicomSettings(0, List.of("LIANZHEN"), null), null, BackupSettings.NONE, Hl7Settings.OFF);
        var archive = new Archive(new PostgresArchiveIndex(database.pool()),
                new PostgresArchiveSearch(database.pool()), members, List.of(),
                new CommitmentKeeping(new FakeReports(), CommitmentSchedule.STANDARD,
                        new PostgresStudyReceipts(database.pool()), new PostgresProofLedger(database.pool())),
                new PostgresAuditLog(database.pool()), null);
        objects = ObjectKeeping.open(settings, archive, new Telemetry());
        node = DicomNode.start(settings, archive, objects, null);
        delivery = startDelivery(courier());
    }

    private Courier courier() {
        return DeliverySide.couriers(node.courier(), database.vertx(), folder, objects.instances());
    }

    /** A township that lets two hospitals read, which listen at these addresses; each written as {@code host: H, port: P}. */
    static String township(String first, String second) {
        return """
                units:
                  - {code: TS1, name: 一院, kind: TOWNSHIP_HEALTH_CENTRE}
                  - {code: CH1, name: 县医院, kind: COUNTY_HOSPITAL}
                  - {code: CH2, name: 中医院, kind: COUNTY_HOSPITAL}
                nodes:
                  - {aeTitle: TS1PACS, unit: TS1}
                  - {aeTitle: CH1PACS, unit: CH1, %s}
                  - {aeTitle: CH2PACS, unit: CH2, %s}
                agreements:
                  - {owner: TS1, reader: CH1}
                  - {owner: TS1, reader: CH2}
                """.formatted(first, second);
    }

    static String at(String host, int port) {
        return "host: " + host + ", port: " + port;
    }

    private DeliverySide startDelivery(Courier courier) {
        return DeliverySide.start(new DeliverySide.Base(database.vertx(), database.pool(),
                new RouteDirectory(new PostgresRouteStore(database.pool()), members)),
                new DeliverySide.Peers(courier, DeliverySide.provers(node.prover(), database.vertx(), folder)),
                objects.arrivals(), new DeliverySide.Pace(PACE, PROOF));
    }

    /** Puts routes in force. */
    void route(String document) {
        int base = delivery.routes().routing().map(now -> now.routes().version()).orElse(0);
        Await.result(delivery.routes().replace(new RouteChange(base, "test", document, true)));
    }

    /** Sends nothing on until {@link #goOn()}. */
    void pause() {
        delivery.close(Duration.ofSeconds(3));
    }

    void goOn() {
        goOn(courier());
    }

    void goOn(Courier courier) {
        delivery = startDelivery(courier);
    }

    /** What calls DICOM nodes. */
    Courier nodes() {
        return node.courier();
    }

    LinkDoctor doctor() {
        return node.doctor();
    }

    ObjectKeeping objects() {
        return objects;
    }

    /** What it is to a caller. */
    RemoteNode us(String callingTitle, String calledTitle) {
        return RemoteNode.at(network.ourAddress(), node.plainAddress().getPort(), calledTitle, callingTitle);
    }

    int port() {
        return node.plainAddress().getPort();
    }

    /** Stores small images of a study as TS1PACS. */
    void store(String study, int count) {
        assertThat(Await.result(store(us("TS1PACS", "LIANZHEN"), TestImage.instances(study, count, 0))))
                .isInstanceOfSatisfying(ServiceResult.Completed.class,
                        done -> assertThat(done.value()).isEqualTo(new StoreReport(count, List.of())));
    }

    CompletionStage<ServiceResult<StoreReport>> store(RemoteNode us, List<Instance> instances) {
        return user.store(us, instances, StoreOptions.STANDARD, StoreListener.NONE).result();
    }

    /** A receiver of DCMTK that keeps what it gets. */
    PeerProcess receiver(String title, int port) throws Exception {
        Path into = Files.createDirectories(folder.resolve(title));
        return PeerProcess.server(folder, port,
                List.of("storescp", "-aet", title, "-od", into.toString(), String.valueOf(port)));
    }

    /** Files of a receiver. */
    long received(String title) throws IOException {
        Path into = folder.resolve(title);
        if (!Files.exists(into)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(into)) {
            return files.count();
        }
    }

    TestPostgres database() {
        return database;
    }

    long count(String sql) {
        return (Long) database.value(sql);
    }

    long delivered(String destination) {
        return count("select count(*) from delivery_result where outcome = 'DELIVERED' and destination = '"
                + destination + "'");
    }

    void awaitDelivered(String destination, long wanted) {
        Await.until("delivered to " + destination, Duration.ofSeconds(90), () -> delivered(destination) >= wanted);
    }

    @Override
    public void close() {
        user.close();
        loops.close();
        delivery.close(Duration.ofSeconds(3));
        node.stop(Duration.ofSeconds(5));
        objects.close(Duration.ofSeconds(1));
        database.close();
    }
}
