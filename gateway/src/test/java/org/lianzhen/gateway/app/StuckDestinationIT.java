package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
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
import org.lianzhen.gateway.app.ChaosProxy.Cut;
import org.lianzhen.gateway.app.ChaosProxy.Line;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Townships send without a pause while one destination takes connections and says nothing, another ends every one, and a third has
 * no room: the fourth keeps pace, the gateway holds no more at the end than at the beginning, and all get everything when they are
 * back. For an hour, or for as many minutes as {@code -Dlianzhen.stuck.minutes} says.
 */
@Tag("long")
@Timeout(value = 4, unit = TimeUnit.HOURS)
class StuckDestinationIT {
    private static final Logger LOG = LoggerFactory.getLogger(StuckDestinationIT.class);
    private static final long MINUTES = Long.getLong("lianzhen.stuck.minutes", 60);
    private static final int SAMPLES = 24;
    private static final int TOWNSHIPS = 4;
    private static final int AT_ONCE = 5;
    private static final int CALLS_OF_A_STUDY = 10;
    /** After waits of 1, 2, 4, ... s until they are a minute long, a call or two each time. */
    private static final int MOST_CALLS = Math.toIntExact(14 + 2 * MINUTES);
    /** Besides the tries: what the lane for everything and the one for emergencies have under way when the first answer comes. */
    private static final int MOST_REFUSALS = MOST_CALLS + 2 * 10;

    private final PeerNetwork network = PeerProcess.assume("storescp");
    private final EventLoops loops = EventLoops.start(1);
    private final ServiceClassUser user = new ServiceClassUser(loops);
    private final AtomicInteger sent = new AtomicInteger();
    private final Workers senders = new Workers();

    @TempDir
    private Path folder;
    private StorescpTarget healthy;
    private StorescpTarget silent;
    private StorescpTarget refusing;
    private FullTarget full;
    private ChaosProxy silentLine;
    private ChaosProxy refusingLine;
    private GatewayProcess gateway;

    /** @param queue what waits for the healthy destination */
    private record Sample(long queue, ProcessWatch process) {}

    @BeforeEach
    void start() throws Exception {
        healthy = new StorescpTarget("CH1", folder);
        silent = new StorescpTarget("CH2", folder);
        refusing = new StorescpTarget("CH3", folder);
        for (StorescpTarget target : List.of(healthy, silent, refusing)) {
            target.start();
        }
        full = new FullTarget("CH4PACS");
        silentLine = line(silent, Cut.SILENCE);
        refusingLine = line(refusing, Cut.RESET);
        String townships = IntStream.rangeClosed(1, TOWNSHIPS).mapToObj(i -> """
                - {code: TS%d, name: 卫生院, kind: TOWNSHIP_HEALTH_CENTRE}
                """.formatted(i)).collect(Collectors.joining());
        String nodes = IntStream.rangeClosed(1, TOWNSHIPS)
                .mapToObj("- {aeTitle: TS%1$dPACS, unit: TS%1$d}\n"::formatted)
                .collect(Collectors.joining());
        String agreements = IntStream.rangeClosed(1, TOWNSHIPS)
                .mapToObj("- {owner: TS%d, reader: CH1}\n"::formatted).collect(Collectors.joining());
        Path members = Files.writeString(folder.resolve("members.yaml"), """
                units:
                %s- {code: CH1, name: 县医院, kind: COUNTY_HOSPITAL}
                nodes:
                %s- {aeTitle: CH1PACS, unit: CH1, host: %s, port: %d}
                - {aeTitle: CH2PACS, unit: CH1, host: %s, port: %d}
                - {aeTitle: CH3PACS, unit: CH1, host: %s, port: %d}
                - {aeTitle: CH4PACS, unit: CH1, host: 127.0.0.1, port: %d}
                agreements:
                %s""".formatted(townships, nodes, network.peerAddress(), healthy.port(), network.ourAddress(),
                silentLine.port(), network.ourAddress(), refusingLine.port(), full.port(), agreements));
        Path routes = Files.writeString(folder.resolve("routes.yaml"), """
                destinations:
                  - {code: CH1, unit: CH1, node: CH1PACS}
                  - {code: CH2, unit: CH1, node: CH2PACS}
                  - {code: CH3, unit: CH1, node: CH3PACS}
                  - {code: CH4, unit: CH1, node: CH4PACS}
                routes: [{code: all, name: 全部, to: [CH1, CH2, CH3, CH4], state: ACTIVE}]
                """);
        gateway = GatewayProcess.start(folder.resolve("data"), "--members", members.toString(), "--routes",
                routes.toString(), "--min-free-space", "0 MB");
    }

    private ChaosProxy line(StorescpTarget target, Cut cut) throws IOException {
        var line = new ChaosProxy(network.ourAddress(), new InetSocketAddress(network.peerAddress(), target.port()));
        line.become(Line.cut(cut, 0));
        return line;
    }

    @AfterEach
    void end() throws Exception {
        senders.letGo();
        user.close();
        loops.close();
        gateway.end();
        silentLine.close();
        refusingLine.close();
        full.close();
        List.of(healthy, silent, refusing).forEach(StorescpTarget::close);
    }

    /** A study goes on for a while, as those of a scanner do. */
    private void send(int township) {
        RemoteNode us = RemoteNode.at("127.0.0.1", gateway.port(), "LIANZHEN", "TS" + township + "PACS");
        var next = new AtomicInteger();
        senders.start(() -> {
            int call = next.getAndIncrement();
            String study = "1.2.840.88." + township + "." + call / CALLS_OF_A_STUDY;
            int first = call % CALLS_OF_A_STUDY * AT_ONCE;
            var images = IntStream.rangeClosed(first + 1, first + AT_ONCE)
                    .mapToObj(number -> TestImage.instance(study, number)).toList();
            assertThat(Await.result(user.store(us, images, StoreOptions.STANDARD, StoreListener.NONE).result()))
                    .isEqualTo(new ServiceResult.Completed<>(new StoreReport(AT_ONCE, List.of())));
            sent.addAndGet(AT_ONCE);
            senders.pause(Duration.ofSeconds(1));
        });
    }

    @Test
    void destinationsThatAreStuckCostTheOthersNothing() throws Exception {
        for (int i = 1; i <= TOWNSHIPS; i++) {
            send(i);
        }
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < SAMPLES; i++) {
            senders.workFor(Duration.ofMinutes(MINUTES).dividedBy(SAMPLES));
            samples.add(new Sample(open("CH1"), ProcessWatch.of(gateway.process().pid())));
            LOG.info("{} instances sent, {}, calls {} and {}, refusals {}", sent, samples.getLast(),
                    silentLine.calls().size(), refusingLine.calls().size(), full.refused());
        }
        nothingGrows(samples);
        fewCalls(silentLine);
        fewCalls(refusingLine);
        assertThat(full.refused()).as("refusals").isBetween(2, MOST_REFUSALS);
        senders.stop();
        assertThat(open("CH2")).as("all of it waits").isEqualTo(sent.get());
        assertThat(open("CH3")).isEqualTo(sent.get());
        assertThat(open("CH4")).isEqualTo(sent.get());
        silentLine.become(Line.GOOD);
        refusingLine.become(Line.GOOD);
        full.makeRoom();
        Await.until("everything is delivered", Duration.ofMinutes(5).plusMillis(50L * sent.get()),
                () -> open("CH1") + open("CH2") + open("CH3") + open("CH4") == 0);
        everythingIsThere();
    }

    private long open(String destination) {
        return number("select count(*) from delivery_task where destination = $1", destination);
    }

    private long number(String sql, Object... parameters) {
        try {
            return ArchiveWitness.rows(gateway.data(), sql, parameters).getFirst().getLong(0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void nothingGrows(List<Sample> samples) {
        Flat.hold("what waits for the healthy one", samples, Sample::queue, 40);
        Flat.hold("heap", samples, sample -> sample.process().heap(), 20 << 20);
        Flat.hold("descriptors", samples, sample -> sample.process().descriptors(), 10);
        Flat.hold("threads", samples, sample -> sample.process().threads(), 10);
    }

    private static void fewCalls(ChaosProxy line) {
        assertThat(line.calls().size()).as("calls").isBetween(2, MOST_CALLS);
        assertThat(line.open()).as("both ends of an association, and of one for emergencies").isLessThanOrEqualTo(4);
    }

    private void everythingIsThere() throws IOException {
        assertThat(number("""
                select count(*) from instance i where 4 = (select count(distinct r.destination) from delivery_result r
                    where r.instance = i.id and r.outcome = 'DELIVERED')""")).isEqualTo(sent.get());
        assertThat(number("select count(*) from delivery_result")).as("each ended once").isEqualTo(4L * sent.get());
        Set<String> first = healthy.held();
        assertThat(first).hasSize(sent.get());
        assertThat(silent.held()).isEqualTo(first);
        assertThat(refusing.held()).isEqualTo(first);
        assertThat(full.held()).isEqualTo(first);
    }
}
