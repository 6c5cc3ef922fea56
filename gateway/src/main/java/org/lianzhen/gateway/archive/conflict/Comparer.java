package org.lianzhen.gateway.archive.conflict;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.archive.conflict.ComparisonQueue.Task;
import org.lianzhen.gateway.archive.conflict.ComparisonQueue.Verdict;
import org.lianzhen.gateway.archive.conflict.ComparisonQueue.Version;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares what waits for it in the background, one instance at a time, so that no sender waits for decoding and memory stays
 * bounded. Begins with what an earlier run has left.
 */
public final class Comparer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Comparer.class);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(1);
    /** What has ended the process, or has run out of memory, twice is not tried once more. */
    private static final int MOST_ATTEMPTS = 3;

    private final ComparisonQueue queue;
    private final Function<String, Path> files;
    private final Pace pace;
    private final Thread thread;

    private Comparer(ComparisonQueue queue, Function<String, Path> files, Pace pace) {
        this.queue = queue;
        this.files = files;
        this.pace = pace;
        this.thread = Thread.ofVirtual().name("comparer").unstarted(this::run);
    }

    /** @param files finds the file of an object by its key */
    public static Comparer start(ComparisonQueue queue, Function<String, Path> files, Pace pace) {
        var comparer = new Comparer(queue, files, pace);
        comparer.thread.start();
        return comparer;
    }

    private void run() {
        String trouble = "";
        try {
            while (true) {
                boolean compared = false;
                try {
                    compared = compareNext();
                    trouble = "";
                } catch (ExecutionException | TimeoutException e) {
                    trouble = tell(trouble, "the database does not answer", e);
                } catch (RuntimeException e) { // the next round may be a better one, and no round would be the last of all
                    trouble = tell(trouble, "of a fault", e);
                }
                if (!compared) {
                    Thread.sleep(pace.idle());
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("Closed; what was under way is left to the next start", e);
        }
    }

    /** Once, not at every round. */
    private static String tell(String told, String why, Exception trouble) {
        if (!told.equals(why)) {
            LOG.warn("Comparisons wait, because {}", why, trouble);
        }
        return why;
    }

    private boolean compareNext() throws InterruptedException, ExecutionException, TimeoutException {
        Optional<Task> next = await(queue.next(pace));
        if (next.isPresent()) {
            Task task = next.get();
            Verdict verdict = verdict(task);
            LOG.info("Instance {} came in another transfer syntax: {}", task.instance(), verdict);
            await(queue.settle(task, verdict));
        }
        return next.isPresent();
    }

    private Verdict verdict(Task task) throws InterruptedException {
        if (task.attempt() > MOST_ATTEMPTS) {
            return new Verdict.Undecided("comparing it was begun " + MOST_ATTEMPTS + " times and never ended");
        }
        Verdict worst = null;
        for (Version earlier : task.earlier()) {
            Verdict verdict = compare(task.version(), earlier);
            if (verdict instanceof Verdict.Redundant) {
                return verdict;
            }
            worst = graver(worst, verdict);
        }
        return worst == null ? new Verdict.Undecided("there is nothing left to compare it with") : worst;
    }

    /** What it says of the version in force counts, unless that is nothing. */
    private static Verdict graver(@Nullable Verdict first, Verdict second) {
        boolean saysMore = first instanceof Verdict.Undecided && second instanceof Verdict.Different;
        return first == null || saysMore ? second : first;
    }

    private Verdict compare(Version version, Version earlier) throws InterruptedException {
        return switch (comparison(version, earlier)) {
            case Comparison.Same() -> new Verdict.Redundant(earlier.instance());
            case Comparison.Differs(var where) -> new Verdict.Different(where);
            case Comparison.Unknown(String why) -> new Verdict.Undecided(why);
        };
    }

    /**
     * On a thread of its own, so that whatever happens in there ends this comparison only; and on one of the platform, because
     * decoding computes for seconds without giving way to other virtual threads.
     */
    private Comparison comparison(Version version, Version earlier) throws InterruptedException {
        Duration limit = pace.limit(version, earlier);
        long deadline = System.nanoTime() + limit.toNanos();
        var work = new FutureTask<>(() -> Comparison.of(files.apply(version.objectKey()),
                files.apply(earlier.objectKey()), deadline));
        Thread.ofPlatform().daemon().name("comparison").start(work);
        try {
            return work.get(limit.multipliedBy(2).toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            LOG.error("Instance {} could not be compared", version.instance(), e.getCause());
            return new Comparison.Unknown("comparing it failed");
        } catch (TimeoutException e) {
            LOG.warn("Comparing instance {} does not come to its end and is given up", version.instance());
            return new Comparison.Unknown("it takes too long");
        } finally {
            work.cancel(true);
        }
    }

    private static <T> T await(CompletionStage<T> stage)
            throws InterruptedException, ExecutionException, TimeoutException {
        return stage.toCompletableFuture().get(ANSWER_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Leaves what is under way to the next start. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(CLOSE_LIMIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
