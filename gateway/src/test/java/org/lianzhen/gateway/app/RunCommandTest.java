package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.BindException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.gateway.app.terminal.TestConsole;
import org.lianzhen.gateway.config.Settings;

@Timeout(30)
class RunCommandTest {
    @TempDir
    Path folder;

    private final TestConsole console = TestConsole.chinese();
    private final StopSignal stop = new StopSignal();
    private final CompletableFuture<Settings> started = new CompletableFuture<>();
    private final AtomicReference<Duration> stopped = new AtomicReference<>();

    private final class Node implements RunningNode {
        @Override
        public String addresses() {
            return "DICOM LIANZHEN@127.0.0.1:11112";
        }

        @Override
        public void stop(Duration limit) {
            stopped.set(limit);
        }
    }

    private final NodeStarter starter = settings -> {
        started.complete(settings);
        return new Node();
    };

    @Test
    void servesUntilItIsToldToStop() throws Exception {
        CompletableFuture<Integer> exit = CompletableFuture.supplyAsync(() -> run(starter, "--demo", "--data",
                folder.toString(), "--http-port", "0", "--dicom-port=0", "--media-port", "0"));
        Settings settings = started.get(10, TimeUnit.SECONDS);
        stop.stop();

        assertThat(exit.get(10, TimeUnit.SECONDS)).isZero();
        assertThat(settings.demo()).isTrue();
        assertThat(settings.data()).isEqualTo(folder);
        assertThat(settings.dicom().port()).isZero();
        assertThat(console.outLines()).containsExactly("Lianzhen is ready: DICOM LIANZHEN@127.0.0.1:11112");
        assertThat(stopped.get()).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void tellsTheFirstPasswordOnceBeforeItIsReady() {
        stop.stop();
        assertThat(run(settings -> new RunningNode() {
            @Override
            public String addresses() {
                return "nowhere";
            }

            @Override
            public Optional<String> firstPassword() {
                return Optional.of("s3cret");
            }

            @Override
            public void stop(Duration limit) {}
        }, "--data", folder.toString())).isZero();
        assertThat(console.outLines()).hasSize(2).first().asString().contains("admin", "s3cret");
        assertThat(console.outLines()).last().isEqualTo("Lianzhen is ready: nowhere");
        assertThat(console.err()).doesNotContain("s3cret");
    }

    @Test
    void environmentReachesTheSettings() {
        stop.stop();
        assertThat(new Program(console.console(), Map.of("LIANZHEN_DICOM_AE_TITLES", "TS1"), starter)
                .execute(List.of("run"), stop)).isZero();

        assertThat(started.join().dicom().aeTitles()).containsExactly("TS1");
        assertThat(started.join().demo()).isFalse();
    }

    @Test
    void wrongSettingsAreAllToldAndNothingStarts() {
        assertThat(run(starter, "--demo", "--bind", "0.0.0.0", "--http-port", "web")).isEqualTo(2);

        assertThat(console.errLines()).hasSize(2).anySatisfy(line -> assertThat(line).contains("--http-port", "web"))
                .anySatisfy(line -> assertThat(line).contains("--demo", "0.0.0.0"));
        assertThat(console.out()).isEmpty();
        assertThat(started).isNotDone();
    }

    @Test
    void failureToStartIsOneSentence() {
        assertThat(run(settings -> {
            throw new StartException("start.port", "127.0.0.1:104", new BindException("Address already in use"));
        })).isEqualTo(1);

        assertThat(console.errLines()).containsExactly("无法在 127.0.0.1:104 上监听：端口已被其他程序占用");
        assertThat(console.out()).isEmpty();
    }

    @Test
    void unexpectedFaultsAskForAReport() {
        assertThat(run(settings -> {
            throw new IllegalStateException("broken");
        })).isEqualTo(1);

        assertThat(console.err()).startsWith("出现了意料之外的错误").contains("IllegalStateException: broken", "at org.lianzhen");
    }

    @Test
    void whoAsksToStopWaitsForTheEnd() throws Exception {
        stop.serving();
        CompletableFuture<Void> asking = CompletableFuture.runAsync(stop::stop);
        stop.await();
        assertThat(asking).isNotDone();
        stop.done();

        asking.get(10, TimeUnit.SECONDS);
    }

    private int run(NodeStarter with, String... options) {
        List<String> arguments = Stream.concat(Stream.of("run"), Stream.of(options)).toList();
        return new Program(console.console(), Map.of(), with).execute(arguments, stop);
    }
}
