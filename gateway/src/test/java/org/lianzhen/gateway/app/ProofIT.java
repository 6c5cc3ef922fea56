package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.net.DicomServer;
import org.lianzhen.dicom.net.EventLoops;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.dicom.service.PeerNetwork;
import org.lianzhen.dicom.service.PeerProcess;
import org.lianzhen.dicom.service.ServiceClassUser;
import org.lianzhen.dicom.service.SopReference;
import org.lianzhen.gateway.archive.receipt.Receipt;
import org.lianzhen.gateway.archive.receipt.SentInFull;
import org.lianzhen.gateway.archive.receipt.StudyReceipts;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.delivery.ProofKind;
import org.lianzhen.gateway.delivery.StudyDelivery;
import org.lianzhen.gateway.link.LinkOrder;
import org.lianzhen.gateway.link.LinkReport;
import org.lianzhen.gateway.link.LinkStep;
import org.lianzhen.gateway.link.LinkTarget;
import org.lianzhen.gateway.postgres.TestPostgres;
import org.lianzhen.gateway.postgres.archive.PostgresStudyReceipts;
import org.lianzhen.gateway.postgres.delivery.PostgresDeliveryDesk;

/** Destinations are asked whether they have what was brought: Orthanc commits, dcmqrscp answers queries, storescp does neither. */
@Timeout(180)
class ProofIT {
    private static final String STUDY = "1.2.840.99.21";

    private final PeerNetwork network = PeerProcess.assume("storescp", "dcmqrscp", "Orthanc");
    private final int port = PeerProcess.newPort();
    private final int ownPort = PeerProcess.newPort();
    private final EventLoops loops = EventLoops.start(1);
    private final ServiceClassUser user = new ServiceClassUser(loops);

    @TempDir
    private Path folder;
    private ForwardingStand stand;
    private TestPostgres database;
    private StudyReceipts receipts;

    @BeforeEach
    void start() throws Exception {
        stand = new ForwardingStand(network, folder, """
                units:
                  - {code: TS1, name: 一院, kind: TOWNSHIP_HEALTH_CENTRE}
                  - {code: CH1, name: 县医院, kind: COUNTY_HOSPITAL}
                nodes:
                  - {aeTitle: TS1PACS, unit: TS1}
                  - {aeTitle: CH1PACS, unit: CH1, host: %s, port: %d, licences: [QUERY]}
                  - {aeTitle: CH1OWN, unit: CH1, host: %s, port: %d}
                centres: [{code: CH1-IMG, name: 影像中心, service: IMAGING, owner: CH1}]
                agreements: [{owner: TS1, reader: CH1}]
                """.formatted(network.peerAddress(), port, network.ourAddress(), ownPort));
        database = stand.database();
        receipts = new PostgresStudyReceipts(database.pool());
        stand.route("""
                quietSeconds: 3600
                destinations: [{code: CH1, unit: CH1, node: CH1PACS, associations: 1}]
                routes: [{code: all, name: 全部, to: [CH1], state: ACTIVE}]
                """);
    }

    @AfterEach
    void stop() {
        stand.close();
        user.close();
        loops.close();
    }

    private void store(int from, int to) {
        var instances = IntStream.rangeClosed(from, to).mapToObj(i -> TestImage.instance(STUDY, i)).toList();
        Await.result(stand.store(stand.us("TS1PACS", "LIANZHEN"), instances));
    }

    /** All of the study that is meant for it is where it goes. */
    private void awaitDelivered(long wanted) {
        Await.until("delivered", Duration.ofSeconds(60), () -> count("delivery_task") == 0
                && (Long) database.value("""
                        select count(distinct instance) from delivery_result where outcome = 'DELIVERED'""") == wanted);
    }

    private long count(String table) {
        return (Long) database.value("select count(*) from " + table);
    }

    private void sentInFull() {
        assertThat(Await.result(receipts.sentInFull(new SentInFull(STUDY, Set.of("TS1"), null,
                new AuditEvent.Actor("x", "TECHNOLOGIST", "TS1", ""))))).isEqualTo(new SentInFull.Result.Done());
    }

    private List<Object> proof() {
        return database.rows("select state, kind, instances, missing, rounds, answer from delivery_proof").getFirst();
    }

    private void awaitProof(String state) {
        try {
            Await.until("it is " + state, Duration.ofSeconds(60), () -> proof().getFirst().equals(state));
        } catch (AssertionError e) {
            throw new AssertionError(proof() + ", asked " + database.rows("select * from commitment_inquiry"), e);
        }
    }

    private Orthanc orthanc(boolean knowsUs) throws Exception {
        return Orthanc.start(folder, "CH1PACS", port, knowsUs ? stand.port() : 0);
    }

    private PeerProcess queryServer() throws Exception {
        Path config = Files.writeString(folder.resolve("dcmqrscp.cfg"), """
                NetworkTCPPort = %d
                MaxPDUSize = 131072
                MaxAssociations = 16
                HostTable BEGIN
                HostTable END
                VendorTable BEGIN
                VendorTable END
                AETable BEGIN
                CH1PACS %s RW (100, 1024mb) ANY
                AETable END
                """.formatted(port, Files.createDirectory(folder.resolve("db"))));
        return PeerProcess.server(folder, port, List.of("dcmqrscp", "-c", config.toString(), "+x="));
    }

    private DicomServer committing(Predicate<SopReference> has) {
        route("{code: CH1, unit: CH1, node: CH1OWN, associations: 1}");
        return CommittingPeer.listen(loops, user, new InetSocketAddress(network.ourAddress(), ownPort), has);
    }

    private StudyDelivery told() {
        return Await.result(new PostgresDeliveryDesk(database.pool()).ofStudy(STUDY, Set.of("TS1"))).getFirst();
    }

    @Test
    void whatIsLostAgainAndAgainHasFailedAndIsNamed() {
        DicomServer peer = committing(one -> !one.sopInstanceUid().endsWith(".5"));
        store(1, 20);
        awaitDelivered(20);
        sentInFull();
        awaitProof("FAILED");
        assertThat(proof()).containsExactly("FAILED", null, 20, 1, 2, "1 of 20 missing");
        assertThat(told().state()).isEqualTo(StudyDelivery.State.FAILED);
        assertThat(told().instances().failed()).isEqualTo(1);
        assertThat(told().trouble().inWords()).isEqualTo("1 of 20 missing");
        assertThat(told().proof().missing())
                .isEqualTo(new StudyDelivery.Missing(1, List.of(STUDY + ".1.5")));
        assertThat(count("delivery_result")).as("20, two rounds of one, and that it failed").isEqualTo(23);
        Await.result(peer.stop(Duration.ofSeconds(1)));
    }

    @Test
    void whatIsCommittedToOnTheSameAssociationIsComplete() {
        DicomServer peer = committing(one -> true);
        store(1, 20);
        awaitDelivered(20);
        assertThat(told().state()).isEqualTo(StudyDelivery.State.DELIVERED);
        sentInFull();
        awaitProof("COMPLETE");
        assertThat(told().state()).isEqualTo(StudyDelivery.State.COMPLETE);
        assertThat(told().proof().kind()).isEqualTo(ProofKind.COMMITMENT);
        assertThat(told().received().rule()).isEqualTo(Receipt.Rule.SIGNAL);
        Await.result(peer.stop(Duration.ofSeconds(1)));
    }

    @Test
    void nothingNewForAWhileIsReasonEnoughToAsk() {
        DicomServer peer = committing(one -> true);
        stand.route("""
                quietSeconds: 1
                destinations: [{code: CH1, unit: CH1, node: CH1OWN, associations: 1}]
                routes: [{code: all, name: 全部, to: [CH1], state: ACTIVE}]
                """);
        store(1, 3);
        awaitDelivered(3);
        Await.until("it is complete", () -> told().state() == StudyDelivery.State.COMPLETE);
        assertThat(told().received().rule()).isEqualTo(Receipt.Rule.QUIET);
        Await.result(peer.stop(Duration.ofSeconds(1)));
    }

    @Test
    void orthancCommitsToAllPieces() throws Exception {
        try (Orthanc _ = orthanc(true)) {
            store(1, 40);
            awaitDelivered(40);
            assertThat(proof().getFirst()).as("more may come").isEqualTo("DUE");
            assertThat(count("commitment_inquiry")).isZero();
            sentInFull();
            awaitProof("COMPLETE");
            assertThat(proof()).containsExactly("COMPLETE", "COMMITMENT", 40, 0, 0, "");
            assertThat(count("commitment_inquiry")).as("nothing is left of it").isZero();
        }
    }

    @Test
    void whatOrthancHasLostAndNothingElseIsSentAgain() throws Exception {
        try (Orthanc orthanc = orthanc(true)) {
            store(1, 40);
            awaitDelivered(40);
            for (int lost : List.of(3, 17, 40)) {
                orthanc.lose(STUDY + ".1." + lost);
            }
            sentInFull();
            awaitProof("COMPLETE");
            assertThat(proof()).containsExactly("COMPLETE", "COMMITMENT", 40, 0, 1, "");
            assertThat(orthanc.count()).isEqualTo(40);
            assertThat(database.rows("""
                    select i.sop_instance_uid, r.reason from delivery_result r join instance i on i.id = r.instance
                    where r.reason like '% MISSING' order by i.instance_number""")).extracting(List::getFirst)
                    .containsExactly(STUDY + ".1.3", STUDY + ".1.17", STUDY + ".1.40");
            assertThat(count("delivery_result")).isEqualTo(43);
        }
    }

    /** Orthanc reports on an association of its own. */
    @Test
    void theLinkDoctorHearsWhatOrthancCallsFor() throws Exception {
        try (Orthanc _ = orthanc(true)) {
            var order = new LinkOrder(new LinkTarget("CH1PACS", network.peerAddress(), port, false), true, 0);
            LinkReport report = Await.result(stand.doctor().examine(order,
                    () -> CompletableFuture.completedStage(null))).orElseThrow();
            assertThat(report.steps()).filteredOn(step -> step.step() == LinkStep.COMMITMENT).singleElement()
                    .satisfies(step -> assertThat(step.finding().code()).isEqualTo("commitment.ok-by-call"));
        }
    }

    @Test
    void anOrthancThatDoesNotKnowUsIsQueried() throws Exception {
        try (Orthanc orthanc = orthanc(false)) {
            store(1, 5);
            awaitDelivered(5);
            orthanc.lose(STUDY + ".1.2");
            sentInFull();
            awaitProof("COMPLETE");
            assertThat(proof()).containsExactly("COMPLETE", "QUERY", 5, 0, 1, "");
            assertThat(orthanc.count()).isEqualTo(5);
        }
    }

    @Test
    void whereCommitmentIsNotOfferedAQueryProves() throws Exception {
        try (PeerProcess _ = queryServer()) {
            store(1, 7);
            awaitDelivered(7);
            sentInFull();
            awaitProof("COMPLETE");
            assertThat(proof()).containsExactly("COMPLETE", "QUERY", 7, 0, 0, "");
        }
    }

    @Test
    void aWebServiceThatHasLostSomethingGetsItAgainAndIsAskedByQuery() throws Exception {
        assumeTrue(Files.exists(Orthanc.DICOM_WEB), "Orthanc has no DICOMweb");
        try (Orthanc orthanc = orthanc(false)) {
            route("{code: CH1, unit: CH1, web: '" + orthanc.root() + "', associations: 1}");
            store(1, 12);
            awaitDelivered(12);
            orthanc.lose(STUDY + ".1.4");
            orthanc.lose(STUDY + ".1.9");
            sentInFull();
            awaitProof("COMPLETE");
            assertThat(proof()).containsExactly("COMPLETE", "QUERY", 12, 0, 1, "");
            assertThat(orthanc.count()).isEqualTo(12);
            assertThat(count("delivery_result")).isEqualTo(14);
        }
    }

    @Test
    void whatACentreReadsHereIsCompleteAtOnce() {
        route("{code: CH1, unit: CH1, centre: CH1-IMG}");
        store(1, 5);
        awaitDelivered(5);
        sentInFull();
        awaitProof("COMPLETE");
        assertThat(proof()).containsExactly("COMPLETE", "COMMITMENT", 5, 0, 0, "");
    }

    private void route(String destination) {
        stand.route("""
                quietSeconds: 3600
                destinations: [%s]
                routes: [{code: all, name: 全部, to: [CH1], state: ACTIVE}]
                """.formatted(destination));
    }

    @Test
    void whatOffersNeitherStaysUnproven() throws Exception {
        Path into = Files.createDirectory(folder.resolve("received"));
        try (PeerProcess _ = PeerProcess.server(folder, port,
                List.of("storescp", "-aet", "CH1PACS", "-od", into.toString(), String.valueOf(port)))) {
            store(1, 3);
            awaitDelivered(3);
            sentInFull();
            awaitProof("UNPROVEN");
            assertThat(proof().subList(0, 5)).containsExactly("UNPROVEN", null, 3, 0, 0);
            assertThat((String) proof().getLast()).contains("1.2.840.10008.1.20.1", "1.2.840.10008.5.1.4.1.2.2.1");
        }
    }

    @Test
    void whatComesAfterTheProofMustBeProvedToo() throws Exception {
        try (Orthanc _ = orthanc(true)) {
            store(1, 4);
            awaitDelivered(4);
            sentInFull();
            awaitProof("COMPLETE");
            store(5, 6);
            awaitDelivered(6);
            assertThat(proof().getFirst()).isEqualTo("DUE");
            sentInFull();
            awaitProof("COMPLETE");
            assertThat(proof()).containsExactly("COMPLETE", "COMMITMENT", 6, 0, 0, "");
        }
    }

    @Test
    void whoeverStartsLaterGoesOnAsking() throws Exception {
        try (Orthanc _ = orthanc(true)) {
            store(1, 4);
            awaitDelivered(4);
        }
        sentInFull();
        Await.until("it was asked in vain", () -> !((String) proof().getLast()).isEmpty());
        stand.pause();
        try (Orthanc _ = orthanc(true)) {
            stand.goOn();
            awaitProof("COMPLETE");
            assertThat(proof()).containsExactly("COMPLETE", "COMMITMENT", 4, 0, 0, "");
        }
    }
}
