package org.lianzhen.gateway.postgres.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.gateway.archive.Acceptance;
import org.lianzhen.gateway.archive.FileObjectStore;
import org.lianzhen.gateway.archive.ObjectWriter;
import org.lianzhen.gateway.postgres.TestPostgres;

/** Files and database together, after either has lost something. */
class DamagedObjectsIT {
    private static final byte[] HEAD = "head".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BYTES = "an instance".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    private Path root;
    private TestPostgres database;
    private FileObjectStore store;

    @BeforeEach
    void open() throws IOException {
        database = TestPostgres.migrated();
        store = start();
    }

    private FileObjectStore start() throws IOException {
        return FileObjectStore
                .open(FileObjectStore.Options.of(root).withIndex(new PostgresArchiveIndex(database.pool())));
    }

    /** Starts after a crash: the folder of the first object was in use. */
    private void crash() throws IOException {
        crash(() -> {});
    }

    private void crash(Runnable meanwhile) throws IOException {
        String folder = keptAt().substring(0, keptAt().lastIndexOf('/'));
        store.close();
        Files.createFile(root.resolve("open").resolve(folder.replace('/', '_')));
        meanwhile.run();
        store = start();
    }

    @AfterEach
    void close() {
        store.close();
        database.close();
    }

    private Acceptance store(String unit) {
        ObjectWriter writer = store.begin(Runnable::run, Unpooled.copiedBuffer(HEAD), () -> {});
        writer.write(Unpooled.copiedBuffer(BYTES));
        return writer.commit(SampleInstance.of("1").from(unit).indexed().entry()).toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS).join();
    }

    private String keptAt() {
        return String.valueOf(database.value("select object_key from instance"));
    }

    private Path kept() {
        return store.path(keptAt());
    }

    @Test
    void whatIsSentOnceMoreMendsWhatWasCut() throws IOException {
        assertThat(store("TS1")).isEqualTo(new Acceptance.Stored());
        String damaged = keptAt();
        Path first = kept();
        Files.write(first, new byte[2]);
        crash();
        assertThat(store.recovery().damaged()).containsExactly(damaged);
        assertThat(first).as("for whoever can save some of it").hasSize(2);

        assertThat(store("TS2")).isEqualTo(new Acceptance.Duplicate(damaged));
        assertThat(kept()).isNotEqualTo(first).hasBinaryContent("headan instance".getBytes(StandardCharsets.US_ASCII));
        assertThat(database.value("select count(*) from instance")).isEqualTo(1L);
        assertThat(database.value("select object_length from instance")).isEqualTo(15L);
        assertThat(database.value("select unit from instance_holder")).isEqualTo("TS2");
    }

    @Test
    void whatTheDatabaseHasForgottenIsSetAside() throws IOException {
        store("TS1");
        String key = keptAt();
        crash(() -> {
            database.rows("delete from arrival");
            database.rows("delete from instance");
        });
        assertThat(store.recovery().orphans()).isEqualTo(1);
        assertThat(root.resolve("orphans").resolve(key)).hasSize(15);
        assertThat(store("TS1")).as("sent once more").isEqualTo(new Acceptance.Stored());
        assertThat(kept()).hasSize(15);
    }
}
