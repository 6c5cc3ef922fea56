package org.lianzhen.gateway.archive;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes the files of a batch durable, several at once, and then their names, once a folder. */
final class BatchSync {
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

    /** Blocks until each of {@code batch} is durable or has failed. */
    void sync(List<GroupCommit.Commit> batch) {
        syncFiles(batch);
        syncFolders(batch);
    }

    private void syncFiles(List<GroupCommit.Commit> batch) {
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
        Patience.await(ended);
    }

    private void syncFilesFrom(AtomicInteger next, List<GroupCommit.Commit> batch) {
        for (int i = next.getAndIncrement(); i < batch.size(); i = next.getAndIncrement()) {
            GroupCommit.Commit commit = batch.get(i);
            long start = System.nanoTime();
            try {
                commit.file().sync();
            } catch (IOException e) {
                commit.fail(e);
            }
            lastSyncNanos = System.nanoTime() - start;
        }
    }

    private void syncFolders(List<GroupCommit.Commit> batch) {
        Set<ObjectFolders.Folder> used = new LinkedHashSet<>();
        for (GroupCommit.Commit commit : batch) {
            if (!commit.hasFailed()) {
                used.add(commit.file().folder());
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

    private void failFolder(ObjectFolders.Folder folder, List<GroupCommit.Commit> batch, IOException cause) {
        for (GroupCommit.Commit commit : batch) {
            if (!commit.hasFailed() && commit.file().folder() == folder) {
                commit.fail(cause);
            }
        }
        folders.abandon(folder);
    }
}
