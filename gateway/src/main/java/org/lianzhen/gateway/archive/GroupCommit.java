package org.lianzhen.gateway.archive;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
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
    private final Queue<Commit> arrived = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean leading = new AtomicBoolean();

    GroupCommit(BatchSync sync, ArchiveIndex index) {
        this.sync = sync;
        this.index = index;
    }

    /** One object that is completely written, and who wants to know that it is durable. */
    static final class Commit {
        private final ObjectFile file;
        private final @Nullable InstanceEntry entry;
        private final Outcome outcome;
        private final long arrived = System.nanoTime();
        private volatile @Nullable IOException failure;
        private Acceptance acceptance = new Acceptance.Stored();

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

        Outcome outcome() {
            return outcome;
        }

        boolean hasWaited() {
            return System.nanoTime() - arrived > PATIENCE_NANOS;
        }

        boolean hasFailed() {
            return failure != null;
        }

        void fail(IOException cause) {
            failure = cause;
        }

        void accept(Acceptance by) {
            acceptance = by;
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
        List<Commit> batch = new ArrayList<>();
        while (batch.size() < LARGEST_BATCH) {
            Commit next = arrived.poll();
            if (next == null) {
                break;
            }
            batch.add(next);
        }
        var rows = new RowsUnderWay(index, batch);
        sync.sync(batch);
        rows.commit();
        batch.forEach(GroupCommit::end);
        IndexUnavailableException away = rows.away();
        if (away != null) {
            refuseWaiting(away);
        }
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

    private static void end(Commit commit) {
        IOException failure = commit.failure;
        if (failure == null) {
            if (commit.acceptance instanceof Acceptance.Duplicate) {
                commit.file.remove();
            } else {
                commit.file.settle();
            }
            commit.outcome.durable(commit.file.stored(), commit.acceptance);
        } else if (failure instanceof IndexUnavailableException index && index.rows() == Rows.IN_DOUBT) {
            commit.outcome.failed(failure);
        } else {
            if (!(failure instanceof IndexUnavailableException)) {
                LOG.error("An object could not be made durable and is refused", failure);
            }
            commit.file.remove();
            commit.outcome.failed(failure);
        }
    }
}
