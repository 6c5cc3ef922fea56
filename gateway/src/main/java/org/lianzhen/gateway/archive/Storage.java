package org.lianzhen.gateway.archive;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all objects of one store share: the storage threads, the folders, the commit queue and the memory budget. Its queues
 * hold at most one task per object under way.
 */
final class Storage {
    private static final Logger LOG = LoggerFactory.getLogger(Storage.class);
    private static final int WRITERS = 3;
    private static final long IDLE_SECONDS = 30;

    private final Disk disk;
    private final boolean digest;
    private final ObjectFolders folders;
    private final MemoryBudget budget;
    private final RecentObjects recent;
    private final ThreadPoolExecutor writers;
    private final ThreadPoolExecutor syncers;
    private final GroupCommit groupCommit;
    private final Set<ObjectFile> partial = ConcurrentHashMap.newKeySet();

    Storage(FileObjectStore.Options options, Disk disk, Clock clock) {
        this.disk = disk;
        this.digest = options.digest();
        this.folders = new ObjectFolders(options.root(), disk, clock);
        this.budget = new MemoryBudget(options.memory());
        this.recent = new RecentObjects(budget);
        this.writers = pool(WRITERS, "archive-write");
        int helpers = options.syncThreads() - 1;
        this.syncers = pool(Math.max(1, helpers), "archive-sync");
        var sync = new BatchSync(disk, folders, syncers, helpers);
        this.groupCommit = new GroupCommit(sync, options.index(), new GroupCommit.Keeping(options.root(), recent));
    }

    private static ThreadPoolExecutor pool(int size, String name) {
        AtomicInteger number = new AtomicInteger();
        ThreadFactory threads = task -> {
            Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
        ThreadPoolExecutor pool = new ThreadPoolExecutor(size, size, IDLE_SECONDS, TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(), threads);
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    MemoryBudget budget() {
        return budget;
    }

    /** An object under way needs memory; whatever else it was used for makes room. */
    void hold(int bytes) {
        budget.hold(bytes);
        recent.yieldMemory();
    }

    /** Objects that are in memory still. */
    RecentObjects recent() {
        return recent;
    }

    ObjectFile newFile(int headLength) {
        return new ObjectFile(disk, folders, digest ? sha256() : null, headLength);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    void execute(Runnable work) {
        writers.execute(work);
    }

    /** On a storage thread: writes the last chunks of an object and sees it through the next group commit. */
    void commit(GroupCommit.Commit commit, List<ByteBuf> chunks) {
        partial.remove(commit.file());
        try {
            commit.hold(commit.file().isBegun() ? null : recent.hold(chunks));
            commit.file().complete(chunks);
        } catch (IOException | RuntimeException | Error e) {
            LOG.error("An object could not be written and is refused", e);
            commit.file().remove();
            commit.letGo();
            commit.outcome().failed(failure(e));
            return;
        }
        groupCommit.add(commit);
    }

    /** On a storage thread: writes some of {@code file}, which is partial until it is committed or removed. */
    void append(ObjectFile file, List<ByteBuf> chunks) throws IOException {
        partial.add(file);
        file.append(chunks);
    }

    /** Whatever fails on a storage thread, the sender of the object must hear of it. */
    static IOException failure(Throwable cause) {
        return cause instanceof IOException known ? known : new IOException("the storage failed: " + cause, cause);
    }

    /** On a storage thread: leaves nothing of {@code file}. */
    void remove(ObjectFile file) {
        partial.remove(file);
        file.remove();
    }

    void ownerGone(Exception cause) {
        LOG.debug("An object ended after its event loop", cause);
    }

    /**
     * Ends what is under way: writers first, because the one that leads a commit needs the syncers. Owners that are still to
     * hear that their object was given up can no longer say so.
     */
    void close(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        if (stop(writers, end)) {
            partial.forEach(ObjectFile::remove);
        }
        stop(syncers, end);
        folders.close();
        recent.close();
    }

    private static boolean stop(ThreadPoolExecutor pool, long end) {
        pool.shutdown();
        try {
            if (pool.awaitTermination(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                return true;
            }
            LOG.warn("The disk does not answer; objects under way were not acknowledged");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }
}
