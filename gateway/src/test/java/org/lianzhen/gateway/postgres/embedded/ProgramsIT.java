package org.lianzhen.gateway.postgres.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramsIT {
    private static final int SEVERAL = 3;

    @TempDir
    Path folder;

    /** Root keeps the programs elsewhere when others may not enter their folder. */
    @BeforeEach
    void letOthersIn() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void areUnpackedOnceWhenSeveralNeedThemAtOnce() throws Exception {
        var together = new CyclicBarrier(SEVERAL);
        Callable<Programs> start = () -> {
            together.await(30, TimeUnit.SECONDS);
            return unpack();
        };
        List<Future<Programs>> started = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(SEVERAL)) {
            for (int i = 0; i < SEVERAL; i++) {
                started.add(threads.submit(start));
            }
            for (Future<Programs> one : started) {
                String server = one.get(2, TimeUnit.MINUTES).path("postgres");
                assertThat(server).startsWith(folder.toString());
                Command.run(List.of(server, "--version"), folder, Duration.ofSeconds(10));
            }
        }
        assertThat(names()).containsExactly(".lock", "postgresql-" + unpack().version());
    }

    @Test
    void replaceWhatAKilledUnpackingLeft() throws Exception {
        Path unfinished = Files.createDirectory(folder.resolve(".unfinished-1"));
        Files.writeString(unfinished.resolve("half"), "of a program");
        Programs programs = unpack();
        assertThat(Path.of(programs.path("initdb"))).isExecutable();
        assertThat(unfinished).doesNotExist();
    }

    private Programs unpack() throws IOException {
        return Programs.unpack(ServerAccount.choose(folder));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }
}
