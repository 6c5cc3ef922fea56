package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.dicom.service.Instance;

/** Fills the volume that archive and database are on, for real, and makes room again. */
@Timeout(300)
class VolumeFullIT {
    private static final int MEGABYTES = 400;
    private static final String STUDY = ArchiveLoad.STUDY + "1";

    private final ArchiveLoad load = new ArchiveLoad();
    private int next = 1;

    @TempDir
    private Path folder;

    private LoopVolume volume;
    private GatewayProcess gateway;

    @BeforeEach
    void mount() throws IOException {
        volume = LoopVolume.assume(folder, MEGABYTES);
    }

    private void start(String floor) throws IOException {
        start(volume.place().resolve("data"), floor);
    }

    private void start(Path data, String floor) throws IOException {
        gateway = GatewayProcess.start(data, "--demo", "--min-free-space", floor);
        load.sendTo(gateway.port());
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

    private Path filler() {
        return volume.place().resolve("filler");
    }

    /** Until the volume has no more than {@code left} bytes. */
    private void fill(long left) throws IOException {
        byte[] block = new byte[64 << 10];
        try (OutputStream out = Files.newOutputStream(filler())) {
            while (usable() > left) {
                out.write(block, 0, (int) Math.min(block.length, usable() - left));
            }
        } catch (IOException e) {
            assertThat(e).as("it is full").hasMessageContaining("No space left");
        }
    }

    private long usable() throws IOException {
        return Files.getFileStore(volume.place()).getUsableSpace();
    }

    private List<Instance> store(int count) {
        List<Instance> instances = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            instances.add(ArchiveLoad.instance(STUDY, next++));
        }
        return load.store(instances);
    }

    private void storeUntilRefused() {
        Await.until("something is refused", Duration.ofSeconds(60), () -> {
            store(20);
            return !load.refusals().isEmpty();
        });
        assertThat(load.refusals()).as("A700H").allMatch(Status.OUT_OF_RESOURCES::equals);
    }

    private void worksAgainByItself() {
        Await.until("it works again", Duration.ofSeconds(60), () -> store(10).size() == 10);
    }

    /** Nothing of what was refused is kept, everything that was acknowledged is. */
    private void check() throws IOException {
        var witness = new ArchiveWitness(gateway.data(), load.acknowledged());
        witness.checkDiskAndIndex();
        witness.checkAnswers(load.user(), gateway.port());
    }

    @Test
    void atItsFloorItRefusesBeforeAnythingBreaks() throws Exception {
        start("100 MB");
        assertThat(store(20)).hasSize(20);
        fill(90L << 20);
        storeUntilRefused();
        load.refusals().clear();
        assertThat(store(5)).as("none at all").isEmpty();
        assertThat(load.refusals()).hasSize(5).allMatch(Status.OUT_OF_RESOURCES::equals);
        check();

        Files.delete(filler());
        worksAgainByItself();
        check();
    }

    @Test
    void theVolumeOfTheDatabaseAloneHasAFloorToo() throws Exception {
        Path data = Files.createDirectory(folder.resolve("data"));
        Path database = Files.createDirectory(volume.place().resolve("postgres"));
        Files.createSymbolicLink(data.resolve("postgres"), database);
        start(data, "100 MB");
        assertThat(store(20)).hasSize(20);
        fill(90L << 20);
        storeUntilRefused();
        Files.delete(filler());
        worksAgainByItself();
        check();
    }

    @Test
    void reallyFullItRefusesCleanlyAndLosesNothing() throws Exception {
        start("0 MB");
        assertThat(store(20)).hasSize(20);
        fill(0);
        storeUntilRefused();

        Files.delete(filler());
        worksAgainByItself();
        assertThat(load.refusals()).allMatch(Status.OUT_OF_RESOURCES::equals);
        check();
        gateway.end();
        start("0 MB");
        check();
    }
}
