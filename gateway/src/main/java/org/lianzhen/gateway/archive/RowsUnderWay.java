package org.lianzhen.gateway.archive;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The rows of one batch, written while its files are being synced. */
final class RowsUnderWay {
    /** A sender must hear within ten seconds that the index does not answer. */
    private static final Duration LIMIT = Duration.ofSeconds(9);

    private final ArchiveIndex index;
    private final List<GroupCommit.Commit> indexed;
    private ArchiveIndex.@Nullable Batch batch;

    RowsUnderWay(ArchiveIndex index, List<GroupCommit.Commit> commits) {
        this.index = index;
        this.indexed = commits.stream().filter(commit -> commit.entry() != null).toList();
        this.batch = indexed.isEmpty() ? null : index.begin(instances(indexed));
    }

    private static List<IndexedInstance> instances(List<GroupCommit.Commit> commits) {
        return commits.stream().<IndexedInstance>mapMulti((commit, out) -> {
            InstanceEntry entry = commit.entry();
            if (entry != null) {
                out.accept(new IndexedInstance(entry, commit.file().stored()));
            }
        }).toList();
    }

    /** Commits the rows of the objects that have not failed; blocks. What the index does not take fails. */
    void commit() {
        ArchiveIndex.Batch written = batch;
        if (written == null) {
            return;
        }
        List<GroupCommit.Commit> durable = indexed.stream().filter(commit -> !commit.hasFailed()).toList();
        if (durable.size() < indexed.size()) {
            written.rollBack();
            if (durable.isEmpty()) {
                return;
            }
            written = index.begin(instances(durable));
        }
        commit(written, durable);
    }

    private static void commit(ArchiveIndex.Batch rows, List<GroupCommit.Commit> durable) {
        try {
            List<Acceptance> acceptances = rows.commit().toCompletableFuture().get(LIMIT.toMillis(),
                    TimeUnit.MILLISECONDS);
            for (int i = 0; i < durable.size(); i++) {
                durable.get(i).accept(acceptances.get(i));
            }
        } catch (ExecutionException e) {
            fail(durable, e.getCause() instanceof IndexUnavailableException known
                    ? known
                    : new IndexUnavailableException("the index failed", true, e));
        } catch (TimeoutException e) {
            fail(durable, new IndexUnavailableException("the index did not answer", true, e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fail(durable, new IndexUnavailableException("interrupted while the index committed", true, e));
        }
    }

    private static void fail(List<GroupCommit.Commit> commits, IndexUnavailableException fault) {
        commits.forEach(commit -> commit.fail(fault));
    }
}
