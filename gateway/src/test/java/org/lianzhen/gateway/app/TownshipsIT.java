package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.IntFunction;
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
import org.lianzhen.dicom.service.RemoteNode;
import org.lianzhen.dicom.service.ServiceResult;
import org.lianzhen.gateway.app.ChaosProxy.Cut;
import org.lianzhen.gateway.app.ChaosProxy.Line;

/** Twenty townships behind lines of 20 Mbit/s send to the county, whose line cannot take it all at once. */
@Timeout(300)
class TownshipsIT {
    private static final int TOWNSHIPS = 20;
    private static final int IMAGES = 24;
    private static final int IMAGE_BYTES = 200_000;
    private static final long TOWNSHIP_LINE = 20_000_000 / 8;
    private static final long COUNTY_LINE = 6_000_000;
    private static final int EMERGENCIES = 5;
    /** One that is being written, one or two that end before it is noticed, and one whose end is written down a moment later. */
    private static final int BEFORE_IT = 4;

    private final PeerNetwork network = PeerProcess.assume("storescp");
    private final int port = PeerProcess.newPort();
    private final List<ChaosProxy> lines = new ArrayList<>();

    @TempDir
    private Path folder;
    private ChaosProxy county;
    private ChaosProxy stuck;
    private ForwardingStand stand;
    private PeerProcess receiver;

    @BeforeEach
    void start() throws Exception {
        county = new ChaosProxy(network.ourAddress(), new InetSocketAddress(network.peerAddress(), port));
        county.become(Line.slow(0, COUNTY_LINE));
        stuck = new ChaosProxy(network.ourAddress(), new InetSocketAddress(network.peerAddress(), port));
        stuck.become(Line.cut(Cut.SILENCE, 0));
        String units = all(i -> "- {code: TS%1$d, name: 卫生院, kind: TOWNSHIP_HEALTH_CENTRE}".formatted(i));
        String nodes = all(i -> "- {aeTitle: TS%1$dPACS, unit: TS%1$d}".formatted(i));
        String agreements = all(i -> "- {owner: TS%1$d, reader: CH1}\n- {owner: TS%1$d, reader: CH2}".formatted(i));
        stand = new ForwardingStand(network, folder, """
                units:
                %s
                - {code: CH1, name: 县医院, kind: COUNTY_HOSPITAL}
                - {code: CH2, name: 中医院, kind: COUNTY_HOSPITAL}
                nodes:
                %s
                - {aeTitle: CH1PACS, unit: CH1, host: %s, port: %d}
                - {aeTitle: CH2PACS, unit: CH2, host: %s, port: %d}
                agreements:
                %s
                titles: [{aeTitle: LZEMERG, urgency: EMERGENCY}]
                """.formatted(units, nodes, network.ourAddress(), county.port(), network.ourAddress(), stuck.port(),
                agreements));
        stand.route("""
                destinations:
                  - {code: CH1, unit: CH1, node: CH1PACS, associations: 2}
                  - {code: CH2, unit: CH2, node: CH2PACS, associations: 2}
                routes: [{code: all, name: 全部, to: [CH1, CH2], state: ACTIVE}]
                """);
        receiver = stand.receiver("CH1PACS", port);
        for (int i = 0; i < TOWNSHIPS; i++) {
            var line = new ChaosProxy(network.ourAddress(),
                    new InetSocketAddress(network.ourAddress(), stand.port()));
            line.become(Line.slow(0, TOWNSHIP_LINE));
            lines.add(line);
        }
    }

    private static String all(IntFunction<String> item) {
        return IntStream.rangeClosed(1, TOWNSHIPS).mapToObj(item).collect(Collectors.joining("\n"));
    }

    @AfterEach
    void stop() throws Exception {
        stand.close();
        receiver.close();
        county.close();
        stuck.close();
        for (ChaosProxy line : lines) {
            line.close();
        }
    }

    private CompletionStage<? extends ServiceResult<?>> send(int township, String called, String study, int images) {
        RemoteNode us = RemoteNode.at(network.ourAddress(), lines.get(township - 1).port(), called,
                "TS" + township + "PACS");
        return stand.store(us, TestImage.instances(study, images, IMAGE_BYTES));
    }

    @Test
    void anEmergencyArrivesFirstAndEveryTownshipProgresses() throws Exception {
        List<CompletionStage<? extends ServiceResult<?>>> sent = new ArrayList<>();
        for (int i = 1; i <= TOWNSHIPS; i++) {
            sent.add(send(i, "LIANZHEN", "1.2.840.99.50." + i, IMAGES));
        }
        Await.until("much waits", () -> stand.count("""
                select count(*) from delivery_task where destination = 'CH1'""") > 100);
        sent.add(send(7, "LZEMERG", "1.2.840.99.51.1", EMERGENCIES));
        sent.forEach(Await::result);
        stand.awaitDelivered("CH1", TOWNSHIPS * IMAGES + EMERGENCIES);
        emergencyWasFirst();
        everybodyProgressed();
        assertThat(stand.received("CH1PACS")).isEqualTo(TOWNSHIPS * IMAGES + EMERGENCIES);
        aStuckDestinationCostsNothing();
    }

    /** From when each image was queued until it was there, nothing else arrived but what was on its way. */
    private void emergencyWasFirst() {
        assertThat(stand.count("""
                select count(*) from delivery_result r, delivery_result e
                where e.destination = 'CH1' and e.priority = 'EMERGENCY' and r.destination = 'CH1'
                    and r.priority <> 'EMERGENCY' and r.ended_at between e.queued_at and e.ended_at"""))
                .as("others that arrived meanwhile").isLessThanOrEqualTo(EMERGENCIES * BEFORE_IT);
        assertThat(stand.count("""
                select count(*) from delivery_result r, (select max(ended_at) as ended from delivery_result
                    where destination = 'CH1' and priority = 'EMERGENCY') e
                where r.destination = 'CH1' and r.priority <> 'EMERGENCY' and r.ended_at > e.ended""")).as("the rest")
                .isGreaterThan(50);
    }

    /** When two thirds were there, each had something there. */
    private void everybodyProgressed() {
        assertThat(stand.count("""
                select count(distinct unit) from (
                    select unit from delivery_result where destination = 'CH1' order by ended_at limit %d) r"""
                .formatted(TOWNSHIPS * IMAGES * 2 / 3))).isEqualTo(TOWNSHIPS);
    }

    /** It has work, all of it kept, and a handful of calls. */
    private void aStuckDestinationCostsNothing() {
        assertThat(stand.count("select count(*) from delivery_task where destination = 'CH2'"))
                .isEqualTo(TOWNSHIPS * IMAGES + EMERGENCIES);
        assertThat(stuck.calls().size()).isBetween(1, 20);
    }
}
