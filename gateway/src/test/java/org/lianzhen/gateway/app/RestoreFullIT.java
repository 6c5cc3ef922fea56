package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.dicom.service.Instance;
import org.lianzhen.gateway.app.terminal.TestConsole;

/** Fills the volume that a backup is being restored into, for real, and makes room again. */
@Timeout(600)
class RestoreFullIT {
    private static final int MEGABYTES = 400;
    private static final int BLOCK = 4 << 10;
    private static final long ROUGHLY = 1 << 20;

    private final ArchiveLoad load = new ArchiveLoad();

    @TempDir
    private Path folder;
    private LoopVolume volume;
    private GatewayProcess gateway;

    @BeforeEach
    void backUp() throws Exception {
        volume = LoopVolume.assume(folder, MEGABYTES);
        gateway = demo(folder.resolve("data"));
        load.sendTo(gateway.port());
        List<Instance> instances = new ArrayList<>();
        for (int i = 1; i <= 40; i++) {
            instances.add(ArchiveLoad.instance(ArchiveLoad.STUDY + "1", i));
        }
        assertThat(load.store(instances)).hasSize(40);
        CommandRun backup = run("backup", "--data", folder.resolve("data"), "--to", folder.resolve("backups"),
                "--min-free-space", "0 MB");
        assertThat(backup.exit()).as(backup.toString()).isZero();
        gateway.end();
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

    private static GatewayProcess demo(Path data) throws IOException {
        return GatewayProcess.start(data, "--demo", "--min-free-space", "0 MB");
    }

    private static CommandRun run(Object... command) {
        return CommandRun.lianzhen(TestConsole.english(), command);
    }

    private CommandRun restore() {
        return run("restore", "--from", folder.resolve("backups"), "--data", restored());
    }

    private Path restored() {
        return volume.place().resolve("restored");
    }

    /** Most of it without writing anything, so that no disk is waited for. */
    private void fill() throws Exception {
        Process most = new ProcessBuilder("fallocate", "-l", Long.toString(usable() - ROUGHLY),
                volume.place().resolve("filler").toString()).inheritIO().start();
        assertThat(most.waitFor()).isZero();
        try (OutputStream out = Files.newOutputStream(volume.place().resolve("rest"))) {
            while (usable() > 0) {
                out.write(new byte[BLOCK]);
            }
        } catch (IOException e) {
            assertThat(e).as("it is full").hasMessageContaining("No space left");
        }
    }

    private long usable() throws IOException {
        return Files.getFileStore(volume.place()).getUsableSpace();
    }

    private void makeRoom() throws IOException {
        Files.delete(volume.place().resolve("filler"));
        Files.delete(volume.place().resolve("rest"));
    }

    private long files() {
        if (!Files.isDirectory(restored())) {
            return 0;
        }
        try (Stream<Path> all = Files.walk(restored())) {
            return all.filter(Files::isRegularFile).count();
        } catch (IOException e) {
            return 0;
        }
    }

    @Test
    void itEndsWithNothingThatCouldBeStartedAndWorksWhenThereIsRoom() throws Exception {
        CompletableFuture<CommandRun> running = CompletableFuture.supplyAsync(this::restore);
        Await.until("it is under way", Duration.ofSeconds(60), () -> files() > 20);
        fill();
        CommandRun full = running.get(240, TimeUnit.SECONDS);
        assertThat(full.exit()).as(full.toString()).isEqualTo(1);
        assertThat(full.err()).last().asString().contains("The disk became full", "begin again");
        assertThat(full.out()).noneMatch(line -> line.startsWith("Restored"));
        try (Stream<Path> left = Files.list(restored())) {
            assertThat(left).extracting(one -> one.getFileName().toString())
                    .containsExactlyInAnyOrder("lock", "restore.unfinished");
        }
        assertThat(run("run", "--data", restored()).err()).last().asString().contains("has not ended");

        makeRoom();
        CommandRun again = restore();
        assertThat(again.exit()).as(again.toString()).isZero();
        gateway = demo(restored());
        var witness = new ArchiveWitness(restored(), load.acknowledged());
        witness.checkDiskAndIndex();
        witness.checkAnswers(load.user(), gateway.port());
    }
}
