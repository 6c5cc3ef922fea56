package org.lianzhen.gateway.archive;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the files of a batch durable, several at once, and then their names, once a folder. */
final class BatchSync {
    private static final Logger LOG = LoggerFactory.getLogger(BatchSync.class);
    /** Below this time for one file sync (memory-backed storage) waking helpers costs more than it saves. */
    private static final long HELP_PAYS_NANOS = 200_000;

    private final Disk disk;
    private final ObjectFolders folders;
    private final Executor helpers;
    private final int helperCount;
    private volatile long lastSyncNanos = HELP_PAYS_NANOS;

    BatchSync(Disk disk, ObjectFolders folders, Executor helpers, int helperCount) {
        this.disk = disk;
        this.folders = folders;
        this.helpers = helpers;
        this.helperCount = helperCount;
    }

    /** Blocks until each of {@code batch} is durable or has failed; throws nothing that a file or a folder throws. */
    void sync(List<GroupCommit.Commit> batch) {
        syncFiles(batch);
        syncFolders(batch);
    }

    private void syncFiles(List<GroupCommit.Commit> batch) {
        AtomicInteger next = new AtomicInteger();
        int helping = lastSyncNanos < HELP_PAYS_NANOS ? 0 : Math.min(batch.size() - 1, helperCount);
        CountDownLatch ended = new CountDownLatch(helping);
        for (int i = 0; i < helping; i++) {
            help(() -> syncFilesFrom(next, batch), ended);
        }
        syncFilesFrom(next, batch);
        Patience.await(ended);
    }

    private void help(Runnable work, CountDownLatch ended) {
        try {
            helpers.execute(() -> {
                try {
                    work.run();
                } finally {
                    ended.countDown();
                }
            });
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            LOG.warn("No thread helps with syncing", e);
            ended.countDown();
        }
    }

    private void syncFilesFrom(AtomicInteger next, List<GroupCommit.Commit> batch) {
        for (int i = next.getAndIncrement(); i < batch.size(); i = next.getAndIncrement()) {
            GroupCommit.Commit commit = batch.get(i);
            long start = System.nanoTime();
            try {
                commit.file().sync();
                commit.synced();
            } catch (IOException | RuntimeException | Error e) {
                commit.fail(Storage.failure(e));
            }
            lastSyncNanos = System.nanoTime() - start;
        }
    }

    private void syncFolders(List<GroupCommit.Commit> batch) {
        Set<ObjectFolders.Folder> used = new LinkedHashSet<>();
        for (GroupCommit.Commit commit : batch) {
            if (commit.isSynced()) {
                used.add(commit.file().folder());
            }
        }
        for (ObjectFolders.Folder folder : used) {
            try {
                disk.syncDirectory(folder.path());
                within(folder, batch).forEach(GroupCommit.Commit::durable);
            } catch (IOException | RuntimeException | Error e) {
                within(folder, batch).forEach(commit -> commit.fail(Storage.failure(e)));
                folders.abandon(folder);
            }
        }
    }

    private static Stream<GroupCommit.Commit> within(ObjectFolders.Folder folder, List<GroupCommit.Commit> batch) {
        return batch.stream().filter(commit -> commit.isSynced() && commit.file().folder() == folder);
    }
}
