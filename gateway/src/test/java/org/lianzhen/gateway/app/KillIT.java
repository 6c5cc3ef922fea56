package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.archive.ChildJava;

/** Kills and stops the gateway and its database while instances arrive: nothing that was acknowledged may be lost. */
@Timeout(1200)
class KillIT {
    private static final Pattern READY = Pattern
            .compile("Lianzhen is ready: (?:https?://\\S+, )*DICOM LIANZHEN@127\\.0\\.0\\.1:(\\d+)");
    private static final int ROUNDS = Boolean.getBoolean("long") ? 30 : 5;
    private static final int SENDERS = 3;
    private static final int ACKNOWLEDGED_FIRST = 100;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final ArchiveLoad load = new ArchiveLoad();

    @TempDir
    private Path folder;

    private Process gateway;
    private int port;

    private void start() throws IOException {
        gateway = ChildJava.start(Main.class.getName(), "run", "--demo", "--data", data().toString(), "--http-port",
                "0", "--dicom-port", "0", "--media-port", "0", "--min-free-space", "0 MB");
        BufferedReader out = gateway.inputReader(StandardCharsets.UTF_8);
        Matcher ready = READY.matcher(String.valueOf(out.readLine()));
        assertThat(ready.matches()).as("it is ready").isTrue();
        port = Integer.parseInt(ready.group(1));
    }

    private Path data() {
        return folder.resolve("data");
    }

    /** The database ends with the program that started it. */
    @AfterEach
    void end() throws Exception {
        load.close();
        ProcessHandle postmaster = ArchiveWitness.postmaster(data());
        gateway.toHandle().destroyForcibly();
        postmaster.onExit().get(30, TimeUnit.SECONDS);
    }

    @Test
    void everyAcknowledgedInstanceOutlivesKillsAtAnyMoment() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            start();
            load.start(port, round, SENDERS);
            awaitMore(ACKNOWLEDGED_FIRST);
            if (random.nextBoolean()) {
                assertThat(ArchiveWitness.postmaster(data()).destroyForcibly()).isTrue();
                awaitMore(ACKNOWLEDGED_FIRST);
            }
            LockSupport.parkNanos(random.nextInt(300_000_000));
            if (random.nextBoolean()) {
                ArchiveWitness.postmaster(data()).destroyForcibly();
            }
            gateway.toHandle().destroyForcibly();
            gateway.waitFor();
            load.stop();
        }
        start();
        var witness = new ArchiveWitness(data(), load.acknowledged());
        witness.checkDiskAndIndex();
        witness.checkAnswers(load.user(), port);
        assertThat(load.refusals()).as("seed %d", seed).allMatch(Status.OUT_OF_RESOURCES::equals);
    }

    private void awaitMore(int count) {
        int before = load.acknowledged().size();
        Await.until("more is acknowledged (seed " + seed + ")", Duration.ofSeconds(60),
                () -> load.acknowledged().size() >= before + count);
    }

    @Test
    void aDatabaseThatHangsIsToldInTimeAndWorksAgainByItself() throws Exception {
        start();
        load.start(port, 0, SENDERS);
        awaitMore(ACKNOWLEDGED_FIRST);
        List<ProcessHandle> database = processes();
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
        gateway.toHandle().destroyForcibly();
        gateway.waitFor();
        start();
        new ArchiveWitness(data(), load.acknowledged()).checkDiskAndIndex();
    }

    private Duration timeToStore(String study) {
        long begin = System.nanoTime();
        load.store(List.of(ArchiveLoad.instance(study, 1)));
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private List<ProcessHandle> processes() throws IOException {
        ProcessHandle postmaster = ArchiveWitness.postmaster(data());
        return Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
    }

    private static void signal(String name, List<ProcessHandle> processes) throws Exception {
        List<String> command = new ArrayList<>(List.of("kill", "-" + name));
        processes.forEach(process -> command.add(String.valueOf(process.pid())));
        assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
    }
}
