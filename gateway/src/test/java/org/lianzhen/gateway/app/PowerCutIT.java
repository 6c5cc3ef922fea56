package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.service.Await;

/**
 * Cuts the power of the volume that archive and database are on, while instances arrive. Unlike a killed process, that loses
 * what the kernel has not brought to the disk; nothing that was acknowledged may be among it.
 */
@Timeout(1800)
class PowerCutIT {
    private static final int MEGABYTES = 1024;
    private static final int SENDERS = 3;
    private static final int ACKNOWLEDGED_FIRST = 100;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final ArchiveLoad load = new ArchiveLoad();

    @TempDir
    private Path folder;

    private LoopVolume volume;
    private GatewayProcess gateway;

    @BeforeEach
    void start() throws IOException {
        volume = LoopVolume.assume(folder, MEGABYTES);
        gateway = GatewayProcess.start(data());
    }

    private Path data() {
        return volume.place().resolve("data");
    }

    @AfterEach
    void end() throws Exception {
        load.close();
        if (gateway != null) {
            gateway.end();
        }
        if (volume != null) {
            volume.close();
        }
    }

    @Test
    void theFirstStartOutlivesAPowerCutRightAfterIt() throws Exception {
        cut();
        gateway = GatewayProcess.start(data());
        new ArchiveWitness(data(), load.acknowledged()).checkDiskAndIndex();
    }

    @Test
    void whatWasAcknowledgedOutlivesAPowerCut() throws Exception {
        cutAndCheck(2);
    }

    @Test
    @Tag("long")
    void whatWasAcknowledgedOutlivesManyPowerCuts() throws Exception {
        cutAndCheck(10);
    }

    private void cutAndCheck(int rounds) throws Exception {
        for (int round = 0; round < rounds; round++) {
            load.start(gateway.port(), round, SENDERS);
            int before = load.acknowledged().size();
            Await.until("some is acknowledged (seed " + seed + ")", Duration.ofSeconds(60),
                    () -> load.acknowledged().size() >= before + ACKNOWLEDGED_FIRST);
            LockSupport.parkNanos(random.nextInt(1_000_000_000));
            cut();
            gateway = GatewayProcess.start(data());
            var witness = new ArchiveWitness(data(), load.acknowledged());
            witness.checkDiskAndIndex();
            witness.checkAnswers(load.user(), gateway.port());
        }
        assertThat(load.refusals()).as("seed %d", seed).allMatch(Status.OUT_OF_RESOURCES::equals);
    }

    /** The volume first: processes that end in good order would sync what they still hold. */
    private void cut() throws Exception {
        List<ProcessHandle> database = gateway.database();
        volume.cutPower();
        gateway.killWith(database);
        load.stop();
        volume.restorePower();
    }
}
