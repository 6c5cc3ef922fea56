package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.dicom.service.PeerNetwork;
import org.lianzhen.dicom.service.PeerProcess;

/** What arrives is sent on by rule, to DCMTK's receivers. */
@Timeout(180)
class DeliveryIT {
    private final PeerNetwork network = PeerProcess.assume("storescp");
    private final int first = PeerProcess.newPort();
    private final int second = PeerProcess.newPort();

    @TempDir
    private Path folder;
    private ForwardingStand stand;

    @BeforeEach
    void start() throws Exception {
        stand = new ForwardingStand(network, folder, ForwardingStand.township(
                ForwardingStand.at(network.peerAddress(), first), ForwardingStand.at(network.peerAddress(), second)));
        stand.route("""
                destinations:
                  - {code: CH1, unit: CH1, node: CH1PACS}
                  - {code: CH2, unit: CH2, node: CH2PACS, associations: 1}
                routes:
                  - {code: ct, name: 乡镇 CT, units: [TS1], modalities: [CT], to: [CH1, CH2], state: ACTIVE}
                """);
    }

    @AfterEach
    void stop() {
        stand.close();
    }

    @Test
    void bringsEveryInstanceToEveryDestinationOnce() throws Exception {
        try (PeerProcess _ = stand.receiver("CH1PACS", first); PeerProcess _ = stand.receiver("CH2PACS", second)) {
            stand.store("1.2.840.99.7", 20);
            stand.awaitDelivered("CH1", 20);
            stand.awaitDelivered("CH2", 20);
            assertThat(stand.received("CH1PACS")).isEqualTo(20);
            assertThat(stand.received("CH2PACS")).isEqualTo(20);
        }
        assertThat(stand.count("select count(*) from delivery_task")).as("open work").isZero();
        assertThat(stand.count("select count(*) from delivery_result")).isEqualTo(40);
        assertThat(stand.database().rows("select distinct route, route_version, attempts, unit from delivery_result"))
                .containsExactly(List.of("ct", 1, 1, "TS1"));
        assertThat(stand.database().rows("""
                select outcome, object, details->>'destination', sum((details->>'instances')::int)
                from audit_event where action = 'STUDY_SEND' group by 1, 2, 3 order by 3"""))
                .containsExactly(List.of("SUCCESS", "1.2.840.99.7", "CH1", 20L),
                        List.of("SUCCESS", "1.2.840.99.7", "CH2", 20L));
    }

    @Test
    void aDestinationThatIsAwayCostsTheOtherNothingAndIsServedWhenItIsBack() throws Exception {
        try (PeerProcess _ = stand.receiver("CH1PACS", first)) {
            stand.store("1.2.840.99.8", 10);
            stand.awaitDelivered("CH1", 10);
        }
        assertThat(stand.count("select count(*) from delivery_task where destination = 'CH2'")).isEqualTo(10);
        Await.until("it has been tried", () -> stand.count(
                "select count(*) from delivery_task where state = 'RETRY_AT' and last_answer <> ''") > 0);
        try (PeerProcess _ = stand.receiver("CH2PACS", second)) {
            stand.awaitDelivered("CH2", 10);
            assertThat(stand.received("CH2PACS")).isEqualTo(10);
        }
    }

    @Test
    void whatArrivedWhileNothingWasSentGoesByTheRoutesThatAreKept() throws Exception {
        stand.pause();
        stand.store("1.2.840.99.10", 5);
        assertThat(stand.count("select count(*) from arrival")).isEqualTo(5);
        try (PeerProcess _ = stand.receiver("CH1PACS", first); PeerProcess _ = stand.receiver("CH2PACS", second)) {
            stand.goOn();
            stand.awaitDelivered("CH1", 5);
            stand.awaitDelivered("CH2", 5);
        }
    }

    @Test
    void whatTheRulesDoNotNameStaysHere() throws Exception {
        stand.route("""
                destinations: [{code: CH1, unit: CH1, node: CH1PACS}]
                routes: [{code: mr, name: x, modalities: [MR], to: [CH1], state: ACTIVE}]
                """);
        stand.store("1.2.840.99.9", 3);
        Await.until("arrivals were looked at", () -> stand.count("select count(*) from arrival") == 0);
        assertThat(stand.count("select count(*) from delivery_task")).isZero();
    }
}
