package org.lianzhen.gateway.http.dicomweb.retrieve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.service.Await;

@Timeout(60)
class FileCacheTest {
    @TempDir
    private Path folder;
    private final AtomicInteger made = new AtomicInteger();

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-28T08:00:00Z"));
    private long mostBytes = 1_000_000;
    private boolean low;

    private FileCache cache() {
        return new FileCache(folder, new CacheSweep.Limits(Duration.ofDays(30), mostBytes, () -> low),
                new Clock() {
                    @Override
                    public Instant instant() {
                        return now.get();
                    }

                    @Override
                    public ZoneId getZone() {
                        return ZoneOffset.UTC;
                    }

                    @Override
                    public Clock withZone(ZoneId zone) {
                        return this;
                    }
                });
    }

    private void later(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }

    private FileCache.Maker text(String text) {
        return out -> {
            made.incrementAndGet();
            out.write(text.getBytes(StandardCharsets.UTF_8));
        };
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }

    private String read(FileCache cache, String thing, String version, String text) throws IOException {
        return Files.readString(get(cache.get(new FileCache.Name(thing, version), text(text))));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    /** With its folders, which go last. */
    private static boolean gone(Path file) {
        return !Files.exists(file.getParent().getParent());
    }

    @Test
    void makesAFileOnce() throws IOException {
        var cache = cache();
        assertThat(read(cache, "a", "1", "one")).isEqualTo("one");
        assertThat(read(cache, "a", "1", "never")).isEqualTo("one");
        assertThat(read(cache(), "a", "1", "never")).as("after a restart").isEqualTo("one");
        assertThat(read(cache, "b", "1", "other")).isEqualTo("other");
        assertThat(made).hasValue(2);
    }

    @Test
    void makesAFileOnceForAllWhoAskMeanwhile() {
        var cache = cache();
        var open = new CountDownLatch(1);
        List<CompletionStage<Path>> asked = IntStream.range(0, 50)
                .mapToObj(i -> cache.get(new FileCache.Name("a", "1"), out -> {
                    made.incrementAndGet();
                    try {
                        open.await();
                    } catch (InterruptedException e) {
                        throw new IOException(e);
                    }
                })).toList();
        open.countDown();
        assertThat(asked.stream().map(FileCacheTest::get).distinct()).hasSize(1);
        assertThat(made).hasValue(1);
    }

    private Path make(FileCache cache, String thing, String version) {
        return get(cache.get(new FileCache.Name(thing, version), text(version)));
    }

    @Test
    void anotherVersionReplacesOldOnesAfterAWhile() throws IOException {
        FileCache cache = cache();
        Path first = make(cache, "a", "1");
        later(Duration.ofHours(1));
        assertThat(make(cache, "a", "1")).isEqualTo(first);
        Path second = make(cache, "a", "2");
        assertThat(files()).as("somebody was given it just now").containsExactlyInAnyOrder(first, second);
        later(Duration.ofMinutes(11));
        Path third = make(cache, "a", "3");
        assertThat(files()).containsExactly(third);
    }

    @Test
    void whatNobodyAsksForGoes() throws IOException {
        FileCache cache = cache();
        Path first = make(cache, "a", "1");
        Path second = make(cache, "b", "1");
        later(Duration.ofDays(20));
        make(cache, "b", "1");
        later(Duration.ofDays(11));
        Path third = make(cache, "c", "1");
        Await.until("the oldest has gone, and its folder too", () -> gone(first));
        assertThat(files()).containsExactlyInAnyOrder(second, third);
    }

    @Test
    void theOldestGoWhenTheyAreTooMuch() throws IOException {
        mostBytes = 25;
        FileCache cache = cache();
        List<Path> all = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            all.add(get(cache.get(new FileCache.Name("thing " + i, "1"), text("ten bytes."))));
            later(Duration.ofMinutes(11));
        }
        Path last = make(cache, "last", "1");
        Await.until("the oldest have gone", () -> all.subList(0, 4).stream().allMatch(FileCacheTest::gone));
        assertThat(files()).containsExactlyInAnyOrder(all.get(4), all.getLast(), last);
    }

    @Test
    void nothingStaysOnAVolumeThatIsFullButWhatWasJustGiven() throws IOException {
        FileCache cache = cache();
        Path first = make(cache, "a", "1");
        later(Duration.ofMinutes(12));
        Path second = make(cache, "b", "1");
        low = true;
        later(Duration.ofMinutes(11));
        Path third = make(cache, "c", "1");
        Await.until("the others have gone", () -> gone(first) && gone(second));
        assertThat(files()).containsExactly(third);
    }

    @Test
    void anErrorKeepsNobodyFromTryingAgain() throws IOException {
        FileCache cache = cache();
        var name = new FileCache.Name("a", "1");
        assertThatThrownBy(() -> get(cache.get(name, out -> {
            throw new StackOverflowError("deep");
        }))).hasCauseInstanceOf(StackOverflowError.class);
        assertThat(read(cache, "a", "1", "well")).isEqualTo("well");
    }

    @Test
    void whatFailsLeavesNothingAndIsTriedAgain() throws IOException {
        var cache = cache();
        var name = new FileCache.Name("a", "1");
        for (RuntimeException fault : List.of(new IllegalStateException("broken"), new CompletionException(null))) {
            assertThatThrownBy(() -> get(cache.get(name, out -> {
                out.write(1);
                throw fault;
            }))).isInstanceOf(RuntimeException.class);
            assertThat(files()).isEmpty();
        }
        assertThat(read(cache, "a", "1", "well")).isEqualTo("well");
    }

    @Test
    void namesOfAnyKindStayInTheFolder() throws IOException {
        var cache = cache();
        assertThat(read(cache, "../../x", "/etc/passwd\0", "harmless")).isEqualTo("harmless");
        assertThat(files()).singleElement().satisfies(file -> assertThat(file).startsWith(folder));
    }
}
