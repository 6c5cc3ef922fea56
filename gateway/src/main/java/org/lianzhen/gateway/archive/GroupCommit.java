package org.lianzhen.gateway.archive;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.archive.IndexUnavailableException.Rows;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes written objects durable in batches, each with its rows in the index: rows are written while files are synced, and
 * committed after. The clock is the disk itself: a batch is what arrived while the batch before it was being synced, so a lone
 * sender waits for nobody and many share one journal commit. Whichever storage thread finds no batch under way leads the next.
 */
final class GroupCommit {
    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);
    /** Bounds a transaction and the time until its first object is answered. */
    private static final int LARGEST_BATCH = 256;

    /** Who has waited longer than this behind a batch that the index did not answer cannot wait for one more. */
    private static final long PATIENCE_NANOS = 1_000_000_000L;

    private final BatchSync sync;
    private final ArchiveIndex index;
    private final DamagedObjects damaged;
    private final RecentObjects recent;
    private final Queue<Commit> arrived = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean leading = new AtomicBoolean();

    /**
     * Where objects are kept.
     *
     * @param root of the store
     * @param recent for a moment
     */
    record Keeping(Path root, RecentObjects recent) {}

    GroupCommit(BatchSync sync, ArchiveIndex index, Keeping keeping) {
        this.sync = sync;
        this.index = index;
        this.damaged = new DamagedObjects(index, keeping.root());
        this.recent = keeping.recent();
    }

    /** One object that is completely written, and who wants to know that it is durable. */
    static final class Commit {
        private final ObjectFile file;
        private final @Nullable InstanceEntry entry;
        private final Outcome outcome;
        private final long arrived = System.nanoTime();
        private volatile boolean synced;
        private boolean durable;
        private volatile @Nullable IOException failure;
        private Acceptance acceptance = new Acceptance.Stored();
        private boolean replacing;
        private @Nullable RecentObject bytes;

        /** @param entry for the index; null for an object that it does not speak of */
        Commit(ObjectFile file, @Nullable InstanceEntry entry, Outcome outcome) {
            this.file = file;
            this.entry = entry;
            this.outcome = outcome;
        }

        ObjectFile file() {
            return file;
        }

        @Nullable
        InstanceEntry entry() {
            return entry;
        }

        /** For the index; empty for an object that it does not speak of. */
        Optional<IndexedInstance> instance() {
            return Optional.ofNullable(entry).map(known -> new IndexedInstance(known, file.stored()));
        }

        Outcome outcome() {
            return outcome;
        }

        boolean hasWaited() {
            return System.nanoTime() - arrived > PATIENCE_NANOS;
        }

        /** The bytes are durable, the name is not yet. */
        void synced() {
            synced = true;
        }

        boolean isSynced() {
            return synced && failure == null;
        }

        void durable() {
            durable = true;
        }

        /** Said only by a sync that has ended well: that nothing failed proves nothing. */
        boolean isDurable() {
            return durable && failure == null;
        }

        /** The first failure counts. */
        void fail(IOException cause) {
            if (failure == null) {
                failure = cause;
            }
        }

        void accept(Acceptance by) {
            acceptance = by;
        }

        Acceptance acceptance() {
            return acceptance;
        }

        /** Although a duplicate it is what the archive keeps from now on. */
        void replace() {
            replacing = true;
        }

        /** @param all its bytes, to be handed on when they are durable; ownership passes */
        void hold(@Nullable RecentObject all) {
            bytes = all;
        }

        /** Of its bytes, unless they were handed on. */
        void letGo() {
            RecentObject held = takeBytes();
            if (held != null) {
                held.release();
            }
        }

        private @Nullable RecentObject takeBytes() {
            RecentObject held = bytes;
            bytes = null;
            return held;
        }

        private boolean isKept() {
            return replacing || !(acceptance instanceof Acceptance.Duplicate);
        }

        /** Null when all has ended well. */
        private @Nullable IOException failure() {
            IOException known = failure;
            return known != null || durable ? known : new IOException("the object was never synced");
        }
    }

    /** Told once, on a storage thread, how a commit ended. */
    interface Outcome {
        void durable(StoredObject stored, Acceptance acceptance);

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
        List<Commit> batch = next();
        if (batch.isEmpty()) { // whoever led meanwhile has taken them
            return;
        }
        var rows = new RowsUnderWay(index, batch);
        try {
            rows.begin();
            sync.sync(batch);
            rows.commit();
            damaged.replace(batch);
        } catch (RuntimeException | Error e) {
            LOG.error("A batch of {} objects failed and is refused", batch.size(), e);
            var fault = new IndexUnavailableException("the commit failed: " + e, Rows.IN_DOUBT, e);
            batch.forEach(commit -> commit.fail(fault));
        }
        batch.forEach(this::end);
        IndexUnavailableException away = rows.away();
        if (away != null) {
            refuseWaiting(away);
        }
    }

    private List<Commit> next() {
        List<Commit> batch = new ArrayList<>();
        while (batch.size() < LARGEST_BATCH) {
            Commit next = arrived.poll();
            if (next == null) {
                break;
            }
            batch.add(next);
        }
        return batch;
    }

    /** Nothing was sent to the index for those who wait. */
    private void refuseWaiting(IndexUnavailableException away) {
        for (Iterator<Commit> waiting = arrived.iterator(); waiting.hasNext();) {
            Commit commit = waiting.next();
            if (commit.entry() != null && commit.hasWaited()) {
                waiting.remove();
                commit.fail(new IndexUnavailableException("the index is away", Rows.LOST, away));
                end(commit);
            }
        }
    }

    /** Whatever goes wrong here must not keep the others of a batch from their end. */
    private void end(Commit commit) {
        IOException failure = commit.failure();
        try {
            putInOrder(commit, failure);
        } catch (RuntimeException | Error e) {
            LOG.error("The file of an object stays behind until the next start", e);
        } finally {
            commit.letGo();
        }
        try {
            if (failure == null) {
                commit.outcome.durable(commit.file.stored(), commit.acceptance);
            } else {
                commit.outcome.failed(failure);
            }
        } catch (RuntimeException | Error e) {
            LOG.error("The sender of an object cannot be told how it ended", e);
        }
    }

    private void putInOrder(Commit commit, @Nullable IOException failure) {
        if (failure == null && commit.isKept()) {
            RecentObject bytes = commit.takeBytes();
            if (bytes != null) {
                recent.add(commit.file.stored().key(), bytes);
            }
            commit.file.settle();
        } else if (failure == null) {
            commit.file.remove();
        } else if (!(failure instanceof IndexUnavailableException index)) {
            LOG.error("An object could not be made durable and is refused", failure);
            commit.file.remove();
        } else if (index.rows() != Rows.IN_DOUBT) {
            commit.file.remove();
        }
    }
}
