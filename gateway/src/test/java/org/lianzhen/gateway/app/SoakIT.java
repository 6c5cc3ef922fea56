package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.sqlclient.Row;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.dicom.service.PeerNetwork;
import org.lianzhen.dicom.service.PeerProcess;
import org.lianzhen.gateway.app.ChaosProxy.Cut;
import org.lianzhen.gateway.app.ChaosProxy.Line;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All that a day brings, at once: fast, slow, idle and hostile callers, destinations that come and go, people in front of browsers.
 * The gateway and its database hold no more at the end than at the beginning, and everything arrives. For an hour, or for as many
 * minutes as {@code -Dlianzhen.soak.minutes} says.
 */
@Tag("long")
@Timeout(value = 3, unit = TimeUnit.HOURS)
class SoakIT {
    private static final Logger LOG = LoggerFactory.getLogger(SoakIT.class);
    private static final long MINUTES = Long.getLong("lianzhen.soak.minutes", 60);
    private static final int SAMPLES = 24;
    /** One in so many may have to be asked again on a machine that does other things as well. */
    private static final int A_FEW = 20;
    private static final List<Line> WEATHER = List.of(Line.GOOD, Line.slow(50, 400_000), Line.cut(Cut.RESET, 300_000),
            Line.GOOD, Line.cut(Cut.SILENCE, 100_000), Line.cut(Cut.CLOSE, 0));
    /** What should come and go: rows of all that is open, and pages of those tables and their indexes. */
    private static final String OPEN = """
            select (select count(*) from arrival) + (select count(*) from delivery_task)
                    + (select count(*) from delivery_lease) + (select count(*) from commitment_inquiry) as work,
                (select count(*) from login_session) as sessions,
                (select count(*) from audit_pending) as unsealed,
                (select sum(pg_total_relation_size(name::regclass)) from unnest(array['arrival', 'delivery_task',
                    'delivery_lease', 'delivery_turn', 'commitment_inquiry', 'login_session', 'audit_pending']) name)
                    ::bigint as bytes,
                (select count(*) from instance) as instances,
                (select sum(pg_total_relation_size(name::regclass)) from unnest(array['instance', 'instance_holder',
                    'series', 'study', 'study_receipt', 'patient', 'patient_identifier', 'delivery_proof']) name)
                    ::bigint as record""";

    private final PeerNetwork network = PeerProcess.assume("storescp");

    @TempDir
    private Path folder;
    private StorescpTarget steady;
    private StorescpTarget moody;
    private ChaosProxy weather;
    private GatewayProcess gateway;
    private final Workers workers = new Workers();
    private SoakSenders senders;
    private HostilePeers hostile;
    private WebReaders readers;

    /**
     * @param work rows of what is open
     * @param bytes of the tables that hold them
     * @param record bytes of the index for each instance
     */
    private record Sample(ProcessWatch process, long work, long sessions, long unsealed, long bytes, long record) {}

    @BeforeEach
    void start() throws Exception {
        steady = new StorescpTarget("CH1", folder);
        moody = new StorescpTarget("CH2", folder);
        steady.start();
        moody.start();
        weather = new ChaosProxy(network.ourAddress(), new InetSocketAddress(network.peerAddress(), moody.port()));
        Path members = DemoMembersTest.file(folder);
        Files.writeString(members, Files.readString(members)
                .replace("unit: CH1, host: 127.0.0.1, port: 11123",
                        "unit: CH1, host: " + network.peerAddress() + ", port: " + steady.port())
                .replace("unit: CH2, host: 127.0.0.1, port: 11124",
                        "unit: CH2, host: " + network.ourAddress() + ", port: " + weather.port())
                .replace("- {id: TS2-CH1,", "- {id: TS1-CH2, owner: TS1, reader: CH2}\n  - {id: TS2-CH1,"));
        Path routes = Files.writeString(folder.resolve("routes.yaml"),
                """
                        destinations:
                          - {code: CH1, unit: CH1, node: CH1PACS, associations: 2}
                          - {code: CH2, unit: CH2, node: CH2PACS, associations: 4, retry: {first: 1s, longest: 20s, attempts: 1000, giveUp: 7d}}
                        routes: [{code: all, name: 全部, units: [TS1], to: [CH1, CH2], state: ACTIVE}]
                        quietSeconds: 10
                        """);
        gateway = GatewayProcess.start(folder.resolve("data"), "--demo", "--members", members.toString(), "--routes",
                routes.toString(), "--min-free-space", "0 MB");
        senders = new SoakSenders(workers, gateway.port());
        hostile = new HostilePeers(workers, gateway.port(), gateway.webPort());
        readers = new WebReaders(workers, gateway.webPort());
    }

    @AfterEach
    void end() throws Exception {
        workers.letGo();
        readers.close();
        senders.close();
        gateway.end();
        weather.close();
        steady.close();
        moody.close();
    }

    @Test
    void nothingGrowsWhileEverythingHappens() throws Exception {
        senders.start();
        hostile.start();
        readers.start();
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < SAMPLES; i++) {
            change(i);
            workers.workFor(Duration.ofMinutes(MINUTES).dividedBy(SAMPLES));
            samples.add(sample());
            LOG.info("{} instances sent ({} again), {} echoes, {} looks ({} again), {} hostile calls; {}",
                    senders.sent(), senders.refused(), senders.echoes(), readers.looks(), readers.busy(),
                    hostile.calls(), samples.getLast());
        }
        workers.stop();
        weather.become(Line.GOOD);
        everythingArrives();
        nothingGrows(samples);
        assertThat(senders.refused()).as("refused").isLessThanOrEqualTo(senders.sent() / A_FEW);
        assertThat(readers.busy()).as("busy").isLessThanOrEqualTo(readers.looks() / A_FEW);
    }

    /** The weather on the line, and now and then the destination itself. */
    private void change(int turn) throws IOException {
        weather.become(WEATHER.get(turn % WEATHER.size()));
        if (turn % WEATHER.size() == WEATHER.size() / 2) {
            moody.killAndStart();
        }
    }

    private Sample sample() throws IOException, InterruptedException {
        Row open = row(OPEN);
        return new Sample(ProcessWatch.of(gateway.process().pid()), open.getLong("work"), open.getLong("sessions"),
                open.getLong("unsealed"), open.getLong("bytes"),
                open.getLong("record") / Math.max(1, open.getLong("instances")));
    }

    private Row row(String sql) throws IOException {
        return ArchiveWitness.rows(gateway.data(), sql).getFirst();
    }

    private static void nothingGrows(List<Sample> samples) {
        Flat.hold("heap", samples, sample -> sample.process().heap(), 20 << 20);
        Flat.hold("descriptors", samples, sample -> sample.process().descriptors(), 20);
        Flat.hold("threads", samples, sample -> sample.process().threads(), 10);
        Flat.hold("open work", samples, Sample::work, 3_000);
        Flat.hold("sessions", samples, Sample::sessions, 5);
        Flat.hold("audit events that wait for their seal", samples, Sample::unsealed, 1_000);
        Flat.hold("tables of open work", samples, Sample::bytes, 16 << 20);
        Flat.hold("index of each instance", samples, Sample::record, 200);
    }

    private void everythingArrives() {
        Await.until("everything is delivered", Duration.ofMinutes(5).plusMillis(20L * senders.sent()), () -> {
            try {
                return row("select (select count(*) from arrival) + (select count(*) from delivery_task) as open")
                        .getLong("open") == 0;
            } catch (IOException e) {
                return false;
            }
        });
        try {
            assertThat(row("""
                    select count(*) from instance i join study s on s.id = i.study
                    where s.uid like '1.2.840.90.%' and 2 = (select count(*) from delivery_result r
                        where r.instance = i.id and r.outcome = 'DELIVERED')""").getLong(0))
                    .as("delivered to both, once").isEqualTo(senders.sent());
            assertThat(steady.held()).isEqualTo(moody.held()).hasSizeGreaterThanOrEqualTo(senders.sent());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
