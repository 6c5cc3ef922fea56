package org.lianzhen.gateway.archive;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes written objects durable in batches. The clock is the disk itself: a batch is what arrived while the batch before it
 * was being synced, so a lone sender waits for nobody and many share one journal commit. Whichever storage thread finds no
 * batch under way leads the next one; helpers sync files beside it.
 */
final class GroupCommit {
    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);
    /** Below this time for one file sync (memory-backed storage) waking helpers costs more than it saves. */
    private static final long HELP_PAYS_NANOS = 200_000;

    private final Disk disk;
    private final ObjectFolders folders;
    private final Executor helpers;
    private final int helperCount;
    private final Queue<Commit> arrived = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean leading = new AtomicBoolean();
    private volatile long lastSyncNanos = HELP_PAYS_NANOS;

    GroupCommit(Disk disk, ObjectFolders folders, Executor helpers, int helperCount) {
        this.disk = disk;
        this.folders = folders;
        this.helpers = helpers;
        this.helperCount = helperCount;
    }

    /** One object that is completely written, and who wants to know that it is durable. */
    static final class Commit {
        private final ObjectFile file;
        private final Outcome outcome;
        private volatile @Nullable IOException failure;

        Commit(ObjectFile file, Outcome outcome) {
            this.file = file;
            this.outcome = outcome;
        }
    }

    /** Told once, on a storage thread, how a commit ended. */
    interface Outcome {
        void durable(StoredObject stored);

        void failed(IOException cause);
    }

    /** Called on a storage thread; returns at once when another thread leads, else after the batches it led. */
    void add(Commit commit) {
        arrived.add(commit);
        while (!arrived.isEmpty() && leading.compareAndSet(false, true)) {
            try {
                lead();
            } finally {
                leading.set(false);
            }
        }
    }

    private void lead() {
        List<Commit> batch = new ArrayList<>();
        for (Commit next = arrived.poll(); next != null; next = arrived.poll()) {
            batch.add(next);
        }
        syncFiles(batch);
        syncFolders(batch);
        batch.forEach(this::end);
    }

    private void syncFiles(List<Commit> batch) {
        AtomicInteger next = new AtomicInteger();
        int helping = lastSyncNanos < HELP_PAYS_NANOS ? 0 : Math.min(batch.size() - 1, helperCount);
        CountDownLatch ended = new CountDownLatch(helping);
        for (int i = 0; i < helping; i++) {
            helpers.execute(() -> {
                try {
                    syncFilesFrom(next, batch);
                } finally {
                    ended.countDown();
                }
            });
        }
        syncFilesFrom(next, batch);
        await(ended);
    }

    private void syncFilesFrom(AtomicInteger next, List<Commit> batch) {
        for (int i = next.getAndIncrement(); i < batch.size(); i = next.getAndIncrement()) {
            Commit commit = batch.get(i);
            long start = System.nanoTime();
            try {
                commit.file.sync();
            } catch (IOException e) {
                commit.failure = e;
            }
            lastSyncNanos = System.nanoTime() - start;
        }
    }

    private void syncFolders(List<Commit> batch) {
        Set<ObjectFolders.Folder> used = new LinkedHashSet<>();
        for (Commit commit : batch) {
            if (commit.failure == null) {
                used.add(commit.file.folder());
            }
        }
        for (ObjectFolders.Folder folder : used) {
            try {
                disk.syncDirectory(folder.path());
            } catch (IOException e) {
                failFolder(folder, batch, e);
            }
        }
    }

    private void failFolder(ObjectFolders.Folder folder, List<Commit> batch, IOException cause) {
        for (Commit commit : batch) {
            if (commit.failure == null && commit.file.folder() == folder) {
                commit.failure = cause;
            }
        }
        folders.abandon(folder);
    }

    private void end(Commit commit) {
        IOException failure = commit.failure;
        if (failure == null) {
            commit.outcome.durable(commit.file.stored());
        } else {
            LOG.error("An object could not be made durable and is refused", failure);
            commit.file.remove();
            commit.outcome.failed(failure);
        }
    }

    /** A disk that never answers holds its batch, not the program: shutting down interrupts nobody and waits its own time. */
    private static void await(CountDownLatch latch) {
        boolean interrupted = false;
        while (true) {
            try {
                latch.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
