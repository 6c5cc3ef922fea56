package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.dicom.service.PeerNetwork;
import org.lianzhen.dicom.service.PeerProcess;
import org.lianzhen.gateway.delivery.StudyDelivery;
import org.lianzhen.gateway.postgres.delivery.PostgresDeliveryDesk;

/** What DCMTK's storescu sends as TS1PACS goes by one rule to a receiver of DCMTK, to Orthanc, and to Orthanc's web service. */
@Timeout(180)
class OneRuleIT {
    private static final int IMAGES = 12;

    private final PeerNetwork network = PeerProcess.assume("storescu", "storescp", "Orthanc");
    private final int receiverPort = PeerProcess.newPort();
    private final int orthancPort = PeerProcess.newPort();

    @TempDir
    private Path folder;
    private ForwardingStand stand;
    private PeerProcess receiver;
    private Orthanc orthanc;
    private Orthanc web;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(Files.exists(Orthanc.DICOM_WEB), "Orthanc has no DICOMweb");
        stand = new ForwardingStand(network, folder, """
                units:
                  - {code: TS1, name: 一院, kind: TOWNSHIP_HEALTH_CENTRE}
                  - {code: CH1, name: 县医院, kind: COUNTY_HOSPITAL}
                nodes:
                  - {aeTitle: TS1PACS, unit: TS1}
                  - {aeTitle: CH1PACS, unit: CH1, host: %1$s, port: %2$d}
                  - {aeTitle: CH1ORTH, unit: CH1, host: %1$s, port: %3$d, licences: [QUERY]}
                agreements: [{owner: TS1, reader: CH1}]
                """.formatted(network.peerAddress(), receiverPort, orthancPort));
        receiver = stand.receiver("CH1PACS", receiverPort);
        orthanc = Orthanc.start(folder, "CH1ORTH", orthancPort, stand.port());
        web = Orthanc.start(folder, "CH1WEB", PeerProcess.newPort(), 0);
        stand.route("""
                quietSeconds: 1
                destinations:
                  - {code: PACS, unit: CH1, node: CH1PACS, associations: 1}
                  - {code: ORTHANC, unit: CH1, node: CH1ORTH}
                  - {code: WEB, unit: CH1, web: '%s'}
                routes:
                  - {code: all, name: 全部, units: [TS1], sources: [TS1PACS], to: [PACS, ORTHANC, WEB], state: ACTIVE}
                """.formatted(web.root()));
    }

    @AfterEach
    void stop() {
        stand.close();
        receiver.close();
        orthanc.close();
        web.close();
    }

    private void storescu() throws Exception {
        List<String> command = new ArrayList<>(List.of("storescu", "-aet", "TS1PACS", "-aec", "LIANZHEN",
                network.ourAddress(), Integer.toString(stand.port())));
        for (int i = 1; i <= IMAGES; i++) {
            command.add(TestImage.write(folder.resolve(i + ".dcm"), "1.2.840.99.61." + i).toString());
        }
        Process sender = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(folder.resolve("storescu.log").toFile()).start();
        assertThat(sender.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(sender.exitValue()).as(Files.readString(folder.resolve("storescu.log"))).isZero();
    }

    private StudyDelivery at(String destination) {
        return Await.result(new PostgresDeliveryDesk(stand.database().pool()).ofStudy("1.2.3", Set.of("TS1"))).stream()
                .filter(one -> one.destination().equals(destination)).findFirst().orElseThrow();
    }

    private void awaitState(String destination, StudyDelivery.State state) {
        Await.until(destination + " is " + state, Duration.ofSeconds(90), () -> at(destination).state() == state);
    }

    @Test
    void goesEverywhereAndIsCompleteWhereThatCanBeProved() throws Exception {
        storescu();
        for (String destination : List.of("PACS", "ORTHANC", "WEB")) {
            stand.awaitDelivered(destination, IMAGES);
        }
        assertThat(stand.received("CH1PACS")).isEqualTo(IMAGES);
        assertThat(orthanc.count()).isEqualTo(IMAGES);
        assertThat(web.count()).isEqualTo(IMAGES);
        awaitState("ORTHANC", StudyDelivery.State.COMPLETE);
        awaitState("WEB", StudyDelivery.State.COMPLETE);
        Await.until("nobody can tell for the receiver", Duration.ofSeconds(90), () -> {
            StudyDelivery.Proof proof = at("PACS").proof();
            return proof != null && proof.state() == StudyDelivery.ProofState.UNPROVEN;
        });
        assertThat(at("PACS").state()).isEqualTo(StudyDelivery.State.DELIVERED);
        assertThat(stand.database().rows("select distinct route, route_version, attempts, reason from delivery_result"))
                .containsExactly(List.of("all", 1, 1, "UNIT=TS1 SOURCE=TS1PACS PERIOD=" + arrival()
                        + " STATE=ACTIVE AGREEMENT=CH1"));
    }

    /** The day on which the study came, in China. */
    private String arrival() {
        return String
                .valueOf(stand.database().value("select (created_at at time zone 'Asia/Shanghai')::date from study"));
    }
}
