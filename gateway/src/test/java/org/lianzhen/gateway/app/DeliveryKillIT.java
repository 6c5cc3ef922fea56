package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.sqlclient.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.io.DataSetException;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.dicom.service.InstanceFile;
import org.lianzhen.dicom.service.PeerNetwork;
import org.lianzhen.dicom.service.PeerProcess;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Kills the gateway, its database and the destination while instances go through: each arrives, and the record says so once. */
@Timeout(1200)
class DeliveryKillIT {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryKillIT.class);
    private static final String ROUTES = """
            destinations: [{code: CH1, unit: CH1, node: CH1PACS, associations: 2}]
            routes: [{code: all, name: 全部, units: [TS1], to: [CH1], state: ACTIVE}]
            """;
    private static final int SENDERS = 2;
    private static final int DELIVERED_FIRST = 40;
    /** Under way on two associations, and answered in the moment before outcomes are written down. */
    private static final int UNANSWERED = 100;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final PeerNetwork network = PeerProcess.assume("storescp");
    private final int port = PeerProcess.newPort();
    private final ArchiveLoad load = new ArchiveLoad();

    @TempDir
    private Path folder;
    private GatewayProcess gateway;
    private PeerProcess receiver;

    private Path data() {
        return folder.resolve("data");
    }

    private Path received() {
        return folder.resolve("received");
    }

    private void start() throws IOException {
        Path members = Files.writeString(folder.resolve("members.yaml"), """
                units: [{code: TS1, name: 一院, kind: OTHER}, {code: CH1, name: 县医院, kind: OTHER}]
                nodes:
                  - {aeTitle: TS1PACS, unit: TS1}
                  - {aeTitle: CH1PACS, unit: CH1, host: %s, port: %d}
                agreements: [{owner: TS1, reader: CH1}]
                """.formatted(network.peerAddress(), port));
        gateway = GatewayProcess.start(data(), "--members", members.toString(), "--min-free-space", "0 MB");
    }

    private void receive() throws Exception {
        Files.createDirectories(received());
        receiver = PeerProcess.server(folder, port,
                List.of("storescp", "--fork", "--unique-filenames", "-aet", "CH1PACS",
                        "-od", received().toString(), String.valueOf(port)));
    }

    @AfterEach
    void end() throws Exception {
        load.close();
        if (receiver != null) {
            receiver.close();
        }
        gateway.end();
    }

    @Test
    void everyInstanceArrivesWhateverIsKilled() throws Exception {
        killAndCheck(5);
    }

    @Test
    @Tag("long")
    void everyInstanceArrivesAfterManyKills() throws Exception {
        killAndCheck(30);
    }

    private void killAndCheck(int rounds) throws Exception {
        start();
        receive();
        ArchiveWitness.rows(data(), "insert into route_version (number, author, document) values (1, 'test', $1)",
                ROUTES);
        for (int round = 0; round < rounds; round++) {
            load.start(gateway.port(), round, SENDERS);
            int before = count(received());
            Await.until("more arrives (seed " + seed + ")", Duration.ofSeconds(90),
                    () -> count(received()) >= before + DELIVERED_FIRST);
            LockSupport.parkNanos(random.nextInt(300_000_000));
            killSomething();
            load.stop();
        }
        awaitNothingOpen();
        List<String> received = uids(received());
        assertThat(received).as("seed %d", seed).containsAll(load.acknowledged().keySet());
        int again = received.size() - Set.copyOf(received).size();
        LOG.info("{} of {} instances were sent again after {} kills (seed {})", again, received.size(), rounds, seed);
        assertThat(again).as("seed %d", seed).isLessThanOrEqualTo(rounds * UNANSWERED);
        checkRecord();
    }

    private void killSomething() throws Exception {
        switch (random.nextInt(3)) {
            case 0 -> {
                receiver.close();
                receive();
            }
            case 1 -> Await.until("the database is there to be killed", this::killDatabase);
            default -> {
                gateway.kill();
                start();
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
        Await.until("everything is delivered (seed " + seed + ")", Duration.ofMinutes(2), () -> {
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

    /** Whatever was under way when something was killed is sent again; nothing else is. */
    private void checkRecord() throws IOException {
        List<Row> rows = ArchiveWitness.rows(data(),
                """
                        select i.sop_instance_uid, count(r.*) as ends, count(*) filter (where r.outcome = 'DELIVERED') as delivered
                        from instance i left join delivery_result r on r.instance = i.id group by i.id""");
        assertThat(rows).hasSizeGreaterThanOrEqualTo(load.acknowledged().size()).allSatisfy(row -> {
            assertThat(row.getLong("ends")).as(row.getString("sop_instance_uid")).isEqualTo(1);
            assertThat(row.getLong("delivered")).isEqualTo(1);
        });
    }

    private static int count(Path folder) {
        String[] names = folder.toFile().list();
        return names == null ? 0 : names.length;
    }

    /** One for each time that an instance was received whole. */
    private static List<String> uids(Path folder) throws IOException {
        List<String> uids = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                try {
                    uids.add(InstanceFile.read(file).sopInstanceUid());
                } catch (DataSetException e) {
                    LOG.info("The receiver was killed while it wrote {}", file.getFileName());
                }
            }
        }
        return uids;
    }
}
