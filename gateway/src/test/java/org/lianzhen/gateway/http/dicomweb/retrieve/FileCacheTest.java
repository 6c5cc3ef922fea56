package org.lianzhen.gateway.http.dicomweb.retrieve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FileCacheTest {
    @TempDir
    private Path folder;
    private final AtomicInteger made = new AtomicInteger();

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

    @Test
    void makesAFileOnce() throws IOException {
        var cache = new FileCache(folder);
        assertThat(read(cache, "a", "1", "one")).isEqualTo("one");
        assertThat(read(cache, "a", "1", "never")).isEqualTo("one");
        assertThat(read(new FileCache(folder), "a", "1", "never")).as("after a restart").isEqualTo("one");
        assertThat(read(cache, "b", "1", "other")).isEqualTo("other");
        assertThat(made).hasValue(2);
    }

    @Test
    void makesAFileOnceForAllWhoAskMeanwhile() {
        var cache = new FileCache(folder);
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

    @Test
    void anotherVersionReplacesOldOnesAfterAWhile() throws IOException {
        var cache = new FileCache(folder);
        Path first = get(cache.get(new FileCache.Name("a", "1"), text("1")));
        Path second = get(cache.get(new FileCache.Name("a", "2"), text("2")));
        assertThat(files()).as("somebody may still be opening it").containsExactlyInAnyOrder(first, second);
        Files.setLastModifiedTime(first, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
        Path third = get(cache.get(new FileCache.Name("a", "3"), text("3")));
        assertThat(files()).containsExactlyInAnyOrder(second, third);
    }

    @Test
    void whatFailsLeavesNothingAndIsTriedAgain() throws IOException {
        var cache = new FileCache(folder);
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
        var cache = new FileCache(folder);
        assertThat(read(cache, "../../x", "/etc/passwd\0", "harmless")).isEqualTo("harmless");
        assertThat(files()).singleElement().satisfies(file -> assertThat(file).startsWith(folder));
    }
}
