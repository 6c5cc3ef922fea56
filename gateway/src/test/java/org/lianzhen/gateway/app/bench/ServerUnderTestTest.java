package org.lianzhen.gateway.app.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.service.Await;

@Timeout(60)
class ServerUnderTestTest {
    @TempDir
    private Path folder;

    @Test
    void aServerThatEndsAtOnceIsQuotedAtOnce() throws IOException {
        ServerSocket closed = TestServers.port();
        closed.close();
        long begin = System.nanoTime();

        assertThatThrownBy(() -> TestServers.running(folder, closed, "sh", "-c", "echo wrong option; exit 3"))
                .isInstanceOf(IOException.class).hasMessageStartingWith("Idle did not start")
                .hasMessageContaining("wrong option");

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void aProgramThatIsMissingIsNamed() throws IOException {
        try (ServerSocket port = TestServers.port()) {
            assertThatThrownBy(() -> TestServers.running(folder, port, "no-such-program"))
                    .isInstanceOf(IOException.class).hasMessageContaining("no-such-program");
        }
    }

    @Test
    void whatItStartedEndsWithIt() throws IOException {
        try (ServerSocket port = TestServers.port()) {
            ServerUnderTest server = TestServers.running(folder, port, "sh", "-c",
                    "sleep 120.0417 & sleep 120.0417; true");
            Await.until("it has children", () -> sleepers() == 2);

            server.close();

            Await.until("they are gone", () -> sleepers() == 0);
        }
    }

    private static long sleepers() {
        return ProcessHandle.allProcesses().filter(process -> Stream
                .of(process.info().arguments().orElse(new String[0])).anyMatch("120.0417"::equals)).count();
    }

    @Test
    void knowsWhatWasStoredAndForgetsIt() throws IOException {
        try (ServerSocket port = TestServers.port(); ServerUnderTest server = TestServers.idle(folder, port)) {
            Path day = Files.createDirectories(folder.resolve("idle/2026-03-01/000001"));
            Files.write(day.resolve("a"), new byte[100]);
            Files.write(folder.resolve("idle/b"), new byte[23]);
            assertThat(server.storedBytes()).isEqualTo(123);

            server.empty();

            assertThat(server.storedBytes()).isZero();
            assertThat(day).isEmptyDirectory();
        }
    }

    @Test
    void settlesWhenNobodyWorksAnyMore() throws IOException {
        try (ServerSocket port = TestServers.port();
                ServerUnderTest server = TestServers.running(folder, port, "sh", "-c", "sleep 1 & exec sleep 120")) {
            Await.until("somebody works", () -> server.usage().children() == 1);

            server.settle();

            assertThat(server.usage().children()).isZero();
        }
    }
}
