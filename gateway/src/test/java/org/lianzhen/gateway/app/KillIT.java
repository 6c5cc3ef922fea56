package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.service.Await;

/** Kills and stops the gateway and its database while instances arrive: nothing that was acknowledged may be lost. */
@Timeout(3600)
class KillIT {
    private static final int SENDERS = 3;
    private static final int ACKNOWLEDGED_FIRST = 100;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final ArchiveLoad load = new ArchiveLoad();

    @TempDir
    private Path folder;

    private GatewayProcess gateway;

    private void start() throws IOException {
        gateway = GatewayProcess.start(data());
    }

    private Path data() {
        return folder.resolve("data");
    }

    @AfterEach
    void end() throws Exception {
        load.close();
        gateway.end();
    }

    @Test
    void everyAcknowledgedInstanceOutlivesKillsAtAnyMoment() throws Exception {
        killAndCheck(3);
    }

    @Test
    @Tag("long")
    void everyAcknowledgedInstanceOutlivesManyKills() throws Exception {
        killAndCheck(100);
    }

    private void killAndCheck(int rounds) throws Exception {
        start();
        for (int round = 0; round < rounds; round++) {
            load.start(gateway.port(), round, SENDERS);
            awaitMore(ACKNOWLEDGED_FIRST);
            if (random.nextBoolean()) {
                assertThat(ArchiveWitness.postmaster(data()).destroyForcibly()).isTrue();
                awaitMore(ACKNOWLEDGED_FIRST);
            }
            LockSupport.parkNanos(random.nextInt(300_000_000));
            if (random.nextBoolean()) {
                ArchiveWitness.postmaster(data()).destroyForcibly();
            }
            gateway.kill();
            load.stop();
            start();
            witness().checkDiskAndIndex();
        }
        witness().checkAnswers(load.user(), gateway.port());
        assertThat(load.refusals()).as("seed %d", seed).allMatch(Status.OUT_OF_RESOURCES::equals);
    }

    private ArchiveWitness witness() {
        return new ArchiveWitness(data(), load.acknowledged());
    }

    private void awaitMore(int count) {
        int before = load.acknowledged().size();
        Await.until("more is acknowledged (seed " + seed + ")", Duration.ofSeconds(60),
                () -> load.acknowledged().size() >= before + count);
    }

    @Test
    void aDatabaseThatHangsIsToldInTimeAndWorksAgainByItself() throws Exception {
        start();
        load.start(gateway.port(), 0, SENDERS);
        awaitMore(ACKNOWLEDGED_FIRST);
        List<ProcessHandle> database = gateway.database();
        signal("STOP", database);
        List<CompletableFuture<Duration>> answers = new ArrayList<>();
        for (int i = 1; i <= 4; i++) {
            int number = i;
            answers.add(CompletableFuture.supplyAsync(() -> timeToStore(ArchiveLoad.STUDY + "9." + number)));
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1300));
        }
        answers.forEach(answer -> assertThat(answer.join()).isLessThan(Duration.ofSeconds(10)));
        assertThat(load.refusals()).isNotEmpty().allMatch(Status.OUT_OF_RESOURCES::equals);

        signal("CONT", database);
        awaitMore(ACKNOWLEDGED_FIRST);
        load.stop();
        gateway.kill();
        start();
        witness().checkDiskAndIndex();
    }

    private Duration timeToStore(String study) {
        long begin = System.nanoTime();
        load.store(List.of(ArchiveLoad.instance(study, 1)));
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private static void signal(String name, List<ProcessHandle> processes) throws Exception {
        List<String> command = new ArrayList<>(List.of("kill", "-" + name));
        processes.forEach(process -> command.add(String.valueOf(process.pid())));
        assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
    }
}
