package org.lianzhen.gateway.archive;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.archive.IndexUnavailableException.Rows;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rows of one batch, written while its files are being synced. */
final class RowsUnderWay {
    private static final Logger LOG = LoggerFactory.getLogger(RowsUnderWay.class);
    /** A sender must hear within ten seconds that the index does not answer. */
    private static final Duration LIMIT = Duration.ofSeconds(7);

    private final ArchiveIndex index;
    private final List<GroupCommit.Commit> indexed;
    private long begin;
    private ArchiveIndex.@Nullable Batch batch;
    private @Nullable IndexUnavailableException away;

    RowsUnderWay(ArchiveIndex index, List<GroupCommit.Commit> commits) {
        this.index = index;
        this.indexed = commits.stream().filter(commit -> commit.entry() != null).toList();
    }

    /** Begins to write the rows of all objects. When that fails they fail, and {@link #commit} has nothing to do. */
    void begin() {
        batch = indexed.isEmpty() ? null : begin(indexed);
    }

    private ArchiveIndex.@Nullable Batch begin(List<GroupCommit.Commit> some) {
        try {
            return index.begin(instances(some));
        } catch (RuntimeException | Error e) {
            fail(some, new IndexUnavailableException("the index failed: " + e, Rows.LOST, e));
            return null;
        }
    }

    private static List<IndexedInstance> instances(List<GroupCommit.Commit> commits) {
        return commits.stream().map(GroupCommit.Commit::instance).flatMap(Optional::stream).toList();
    }

    /** Commits the rows of the objects that have not failed; blocks. What the index does not take fails. */
    void commit() {
        ArchiveIndex.Batch written = batch;
        if (written == null) {
            return;
        }
        begin = System.nanoTime();
        List<GroupCommit.Commit> durable = indexed.stream().filter(GroupCommit.Commit::isDurable).toList();
        if (durable.size() < indexed.size()) {
            written.rollBack();
            if (durable.isEmpty()) {
                return;
            }
            written = begin(durable);
        }
        if (written != null) {
            commit(written, durable);
        }
    }

    /** After the commit: why the index took nothing; null when it is there. */
    @Nullable
    IndexUnavailableException away() {
        return away;
    }

    private void commit(ArchiveIndex.Batch rows, List<GroupCommit.Commit> durable) {
        try {
            List<Acceptance> acceptances = rows.commit().toCompletableFuture().get(left(), TimeUnit.NANOSECONDS);
            for (int i = 0; i < durable.size(); i++) {
                durable.get(i).accept(acceptances.get(i));
            }
        } catch (ExecutionException e) {
            refused(durable, e.getCause() instanceof IndexUnavailableException known
                    ? known
                    : new IndexUnavailableException("the index failed", Rows.IN_DOUBT, e));
        } catch (TimeoutException e) {
            fail(durable, new IndexUnavailableException("the index did not answer", Rows.IN_DOUBT, e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fail(durable, new IndexUnavailableException("interrupted while the index committed", Rows.IN_DOUBT, e));
        } catch (RuntimeException | Error e) {
            fail(durable, new IndexUnavailableException("the index failed: " + e, Rows.IN_DOUBT, e));
        }
    }

    private long left() {
        return Math.max(1, LIMIT.toNanos() - (System.nanoTime() - begin));
    }

    /** Rows that the index does not want must not take others down with them. */
    private void refused(List<GroupCommit.Commit> durable, IndexUnavailableException fault) {
        if (fault.rows() != Rows.REFUSED || away != null) {
            fail(durable, fault);
        } else if (durable.size() == 1) {
            LOG.warn("The index does not want the rows of an object, which is refused", fault);
            durable.getFirst().fail(fault);
        } else {
            int half = durable.size() / 2;
            again(durable.subList(0, half), fault);
            again(durable.subList(half, durable.size()), fault);
        }
    }

    private void again(List<GroupCommit.Commit> some, IndexUnavailableException fault) {
        if (away != null || left() <= LIMIT.toNanos() / 2) {
            fail(some, new IndexUnavailableException("no time is left to try these rows alone", Rows.LOST, fault));
        } else {
            ArchiveIndex.Batch written = begin(some);
            if (written != null) {
                commit(written, some);
            }
        }
    }

    private void fail(List<GroupCommit.Commit> commits, IndexUnavailableException fault) {
        if (away == null) {
            LOG.error("The index took nothing; {} objects are refused. Whether it has them after all: {}. Reason: {}",
                    commits.size(), fault.rows() == Rows.IN_DOUBT ? "found out at the next start" : "no",
                    fault.getMessage());
            LOG.debug("What the index said", fault);
        }
        away = fault;
        commits.forEach(commit -> commit.fail(fault));
    }
}
