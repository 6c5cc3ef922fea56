package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.sqlclient.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.dicom.service.PeerNetwork;
import org.lianzhen.dicom.service.PeerProcess;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kills the gateway, its database and each of three destinations while instances go through: all of them arrive everywhere, and the
 * record says so once for each place.
 */
@Timeout(3600)
class DeliveryKillIT {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryKillIT.class);
    private static final String GATEWAY = "gateway";
    private static final String DATABASE = "database";
    private static final int SENDERS = 2;
    private static final int MOST_OF_A_SENDER = 200;
    private static final int DELIVERED_FIRST = 20;
    /** Under way on two associations or connections, and answered in the moment before outcomes are written down. */
    private static final int UNANSWERED = 150;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final PeerNetwork network = PeerProcess.assume("storescp", "Orthanc");
    private final ArchiveLoad load = new ArchiveLoad();
    private final Map<String, Integer> kills = new HashMap<>();

    @TempDir
    private Path folder;
    private GatewayProcess gateway;
    private StorescpTarget first;
    private StorescpTarget second;
    private OrthancTarget web;

    private Path data() {
        return folder.resolve("data");
    }

    private List<KillTarget> targets() {
        return List.of(first, second, web);
    }

    @BeforeEach
    void start() throws Exception {
        assumeTrue(Files.exists(Orthanc.DICOM_WEB), "Orthanc has no DICOMweb");
        first = new StorescpTarget("CH1", folder);
        second = new StorescpTarget("CH2", folder);
        web = new OrthancTarget("WEB", folder, network);
        for (KillTarget target : targets()) {
            target.start();
        }
        startGateway();
    }

    private void startGateway() throws IOException {
        Path members = Files.writeString(folder.resolve("members.yaml"), ForwardingStand.township(
                ForwardingStand.at(network.peerAddress(), first.port()),
                ForwardingStand.at(network.peerAddress(), second.port())));
        Path routes = Files.writeString(folder.resolve("routes.yaml"), """
                destinations:
                  - {code: CH1, unit: CH1, node: CH1PACS, associations: 2}
                  - {code: CH2, unit: CH2, node: CH2PACS, associations: 2}
                  - {code: WEB, unit: CH2, web: '%s', associations: 2}
                routes: [{code: all, name: 全部, units: [TS1], to: [CH1, CH2, WEB], state: ACTIVE}]
                """.formatted(web.root()));
        gateway = GatewayProcess.start(data(), "--members", members.toString(), "--routes", routes.toString(),
                "--min-free-space", "0 MB");
    }

    @AfterEach
    void end() throws Exception {
        load.close();
        gateway.end();
        targets().forEach(KillTarget::close);
    }

    @Test
    void everyInstanceArrivesEverywhereWhateverIsKilled() throws Exception {
        killAndCheck(3);
    }

    @Test
    @Tag("long")
    void everyInstanceArrivesEverywhereAfterManyKills() throws Exception {
        killAndCheck(100);
    }

    private void killAndCheck(int rounds) throws Exception {
        List<String> victims = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            if (victims.isEmpty()) {
                victims.addAll(List.of(GATEWAY, DATABASE, first.code(), second.code(), web.code()));
                Collections.shuffle(victims, random);
            }
            Map<String, Long> before = counts();
            load.start(gateway.port(), round, SENDERS, MOST_OF_A_SENDER);
            Await.until("more arrives everywhere (seed " + seed + ")", Duration.ofSeconds(90), () -> counts().entrySet()
                    .stream().allMatch(now -> now.getValue() >= before.get(now.getKey()) + DELIVERED_FIRST));
            LockSupport.parkNanos(random.nextInt(300_000_000));
            kill(victims.removeLast());
            load.stop();
        }
        awaitNothingOpen();
        checkRecord();
        for (KillTarget target : targets()) {
            checkHeld(target);
        }
    }

    private Map<String, Long> counts() {
        return targets().stream().collect(Collectors.toMap(KillTarget::code, target -> {
            try {
                return target.count();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }));
    }

    private void kill(String victim) throws Exception {
        LOG.info("{} is killed", victim);
        kills.merge(victim, 1, Integer::sum);
        switch (victim) {
            case GATEWAY -> {
                gateway.kill();
                startGateway();
            }
            case DATABASE -> Await.until("the database is there to be killed", this::killDatabase);
            default -> {
                for (KillTarget target : targets()) {
                    if (target.code().equals(victim)) {
                        target.killAndStart();
                    }
                }
            }
        }
    }

    /** False while one that was killed before has not been started again. */
    private boolean killDatabase() {
        try {
            return ArchiveWitness.postmaster(data()).destroyForcibly();
        } catch (IOException | NoSuchElementException e) {
            return false;
        }
    }

    private void awaitNothingOpen() {
        Await.until("everything is delivered (seed " + seed + ")", Duration.ofMinutes(3), () -> {
            try {
                Row open = ArchiveWitness.rows(data(), """
                        select (select count(*) from arrival) + (select count(*) from delivery_task) as open""")
                        .getFirst();
                return open.getLong("open") == 0;
            } catch (IOException e) {
                return false;
            }
        });
    }

    /** Each instance has ended once at each destination. */
    private void checkRecord() throws IOException {
        List<Row> rows = ArchiveWitness.rows(data(), """
                select i.sop_instance_uid, count(r.*) as ends, count(distinct r.destination) as places,
                    count(*) filter (where r.outcome = 'DELIVERED') as delivered
                from instance i left join delivery_result r on r.instance = i.id group by i.id""");
        assertThat(rows).hasSizeGreaterThanOrEqualTo(load.acknowledged().size()).allSatisfy(row -> {
            assertThat(row.getLong("ends")).as(row.getString("sop_instance_uid")).isEqualTo(targets().size());
            assertThat(row.getLong("places")).isEqualTo(targets().size());
            assertThat(row.getLong("delivered")).isEqualTo(targets().size());
        });
    }

    /** It holds what is here, and was sent again only what was under way when it, or the gateway, was killed. */
    private void checkHeld(KillTarget target) throws IOException {
        Set<String> here = ArchiveWitness.rows(data(), "select sop_instance_uid from instance").stream()
                .map(row -> row.getString(0)).collect(Collectors.toSet());
        assertThat(here).containsAll(load.acknowledged().keySet());
        List<String> taken = target.taken();
        assertThat(Set.copyOf(taken)).as("%s, seed %d", target.code(), seed).isEqualTo(here);
        assertThat(target.held()).as("%s, seed %d", target.code(), seed).isEqualTo(here);
        int again = taken.size() - here.size();
        int hits = kills.getOrDefault(GATEWAY, 0) + kills.getOrDefault(target.code(), 0);
        LOG.info("{} of {} instances were sent to {} again after {} kills that met it (seed {})", again, here.size(),
                target.code(), hits, seed);
        assertThat(again).as("%s, seed %d", target.code(), seed).isLessThanOrEqualTo(hits * UNANSWERED);
    }
}
