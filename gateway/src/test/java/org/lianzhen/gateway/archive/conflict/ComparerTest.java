package org.lianzhen.gateway.archive.conflict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lianzhen.dicom.dict.TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
import static org.lianzhen.dicom.dict.TransferSyntax.JPEG_LS_LOSSLESS;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.gateway.archive.conflict.ComparisonQueue.Task;
import org.lianzhen.gateway.archive.conflict.ComparisonQueue.Verdict;
import org.lianzhen.gateway.archive.conflict.ComparisonQueue.Version;

@Timeout(60)
class ComparerTest {
    private static final Pace QUICK = new Pace(Duration.ofMillis(5), Duration.ofSeconds(30), Duration.ofSeconds(1));
    private static final Version PLAIN = version("plain");
    private static final Version OTHER = version("other");
    private static final Version COMPRESSED = version("compressed");

    @TempDir
    private Path folder;

    private final MemoryQueue queue = new MemoryQueue();

    private static Version version(String key) {
        return new Version(UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)), key, 1000);
    }

    private static Task task(Version version, Version... earlier) {
        return new Task(version.instance(), 1, version, List.of(earlier));
    }

    /** What the comparer sees of a database. */
    private static final class MemoryQueue implements ComparisonQueue {
        private final BlockingQueue<Task> tasks = new LinkedBlockingQueue<>();
        private final BlockingQueue<Verdict> verdicts = new LinkedBlockingQueue<>();
        private final AtomicInteger failures = new AtomicInteger();
        private final AtomicInteger faults = new AtomicInteger();
        private final AtomicInteger faultsOfVerdicts = new AtomicInteger();

        @Override
        public CompletionStage<Optional<Task>> next(Pace pace) {
            if (faults.getAndDecrement() > 0) {
                throw new IllegalStateException("injected");
            }
            return failures.getAndDecrement() > 0 ? CompletableFuture.failedFuture(new IOException("away"))
                    : CompletableFuture.completedFuture(Optional.ofNullable(tasks.poll()));
        }

        @Override
        public CompletionStage<Void> settle(Task task, Verdict verdict) {
            if (faultsOfVerdicts.getAndDecrement() > 0) {
                throw new IllegalStateException("injected");
            }
            verdicts.add(verdict);
            return CompletableFuture.completedFuture(null);
        }
    }

    @BeforeEach
    void write() throws IOException {
        DataSet image = ConflictImage.image();
        ConflictImage.write(folder.resolve("plain"), image, EXPLICIT_VR_LITTLE_ENDIAN);
        ConflictImage.write(folder.resolve("compressed"), ConflictImage.jpegLs(image), JPEG_LS_LOSSLESS);
        ConflictImage.write(folder.resolve("other"),
                ConflictImage.image(builder -> builder.put(Tag.PatientName, "赵^四")), EXPLICIT_VR_LITTLE_ENDIAN);
    }

    private Verdict verdict(Task task) throws InterruptedException {
        queue.tasks.add(task);
        try (Comparer _ = Comparer.start(queue, folder::resolve, QUICK)) {
            return queue.verdicts.poll(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void findsWhatIsTheSame() throws Exception {
        assertThat(verdict(task(COMPRESSED, PLAIN))).isEqualTo(new Verdict.Redundant(PLAIN.instance()));
        assertThat(verdict(task(COMPRESSED, OTHER, PLAIN))).as("as the second")
                .isEqualTo(new Verdict.Redundant(PLAIN.instance()));
    }

    @Test
    void saysHowItDiffersFromTheOneInForce() throws Exception {
        assertThat(verdict(task(COMPRESSED, OTHER))).isEqualTo(new Verdict.Different(List.of("(0010,0010)")));
        assertThat(verdict(task(COMPRESSED, version("missing"), OTHER))).as("the first cannot be read")
                .isEqualTo(new Verdict.Different(List.of("(0010,0010)")));
        assertThat(verdict(task(COMPRESSED, OTHER, version("missing"))))
                .isEqualTo(new Verdict.Different(List.of("(0010,0010)")));
    }

    @Test
    void endsWithoutVerdictWhatCannotBeCompared() throws Exception {
        assertThat(verdict(task(COMPRESSED, version("missing"))))
                .isEqualTo(new Verdict.Undecided("it cannot be read from the store"));
        assertThat(verdict(task(COMPRESSED))).isInstanceOf(Verdict.Undecided.class);
        assertThat(verdict(new Task(COMPRESSED.instance(), 4, COMPRESSED, List.of(PLAIN))))
                .as("begun three times before").isInstanceOf(Verdict.Undecided.class);
    }

    @Test
    void survivesWhateverHappensInAComparison() throws Exception {
        queue.tasks.add(task(COMPRESSED, version("bad")));
        queue.tasks.add(task(COMPRESSED, PLAIN));
        try (Comparer _ = Comparer.start(queue, key -> {
            if (key.equals("bad")) {
                throw new IllegalStateException("no such thing");
            }
            return folder.resolve(key);
        }, QUICK)) {
            assertThat(queue.verdicts.poll(30, TimeUnit.SECONDS))
                    .isEqualTo(new Verdict.Undecided("comparing it failed"));
            assertThat(queue.verdicts.poll(30, TimeUnit.SECONDS)).isInstanceOf(Verdict.Redundant.class);
        }
    }

    @Test
    void givesUpWhatDoesNotEnd() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        var hurried = new Pace(Duration.ofMillis(5), Duration.ofMillis(50), Duration.ZERO);
        queue.tasks.add(task(COMPRESSED, PLAIN));
        try (Comparer _ = Comparer.start(queue, key -> {
            awaitQuietly(never);
            return folder.resolve(key);
        }, hurried)) {
            assertThat(queue.verdicts.poll(30, TimeUnit.SECONDS)).isEqualTo(new Verdict.Undecided("it takes too long"));
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void waitsForADatabaseThatIsAway() throws Exception {
        queue.failures.set(3);
        assertThat(verdict(task(COMPRESSED, PLAIN))).isInstanceOf(Verdict.Redundant.class);
    }

    @Test
    void goesOnAfterAFaultOfTheQueue() throws Exception {
        queue.faults.set(3);
        assertThat(verdict(task(COMPRESSED, PLAIN))).isInstanceOf(Verdict.Redundant.class);
        queue.faultsOfVerdicts.set(1);
        queue.tasks.add(task(COMPRESSED, OTHER));
        assertThat(verdict(task(COMPRESSED, PLAIN))).as("the next one").isInstanceOf(Verdict.Redundant.class);
    }

    @Test
    void leavesWhatIsUnderWayToTheNextStart() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        queue.tasks.add(task(COMPRESSED, PLAIN));
        Comparer comparer = Comparer.start(queue, key -> {
            begun.countDown();
            awaitQuietly(never);
            return folder.resolve(key);
        }, QUICK);
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
        comparer.close();
        assertThat(queue.verdicts).as("what was interrupted says nothing").isEmpty();
    }

    @Test
    void hasALeaseLongerThanAllItsComparisons() {
        Version large = new Version(UUID.randomUUID(), "x", 100L << 20);
        Task task = new Task(large.instance(), 1, large, List.of(large, large));
        assertThat(Pace.STANDARD.lease(task)).isGreaterThan(Pace.STANDARD.limit(large, large).multipliedBy(2));
        assertThat(Pace.STANDARD.limit(large, large)).isEqualTo(Duration.ofSeconds(430));
    }
}
