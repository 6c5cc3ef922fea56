package org.lianzhen.gateway.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.lianzhen.gateway.archive.IndexUnavailableException.Rows;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Mends objects that were lost or cut short after they had been acknowledged, when the same bytes are sent once more. */
final class DamagedObjects {
    private static final Logger LOG = LoggerFactory.getLogger(DamagedObjects.class);
    /** What a sender has left of its ten seconds after a batch. */
    private static final long LIMIT_SECONDS = 2;

    private final ArchiveIndex index;
    private final Path root;

    DamagedObjects(ArchiveIndex index, Path root) {
        this.index = index;
        this.root = root;
    }

    /** Keeps the duplicates in {@code batch} of what is damaged; blocks. Those that cannot take its place fail. */
    void replace(List<GroupCommit.Commit> batch) {
        Map<String, IndexedInstance> copies = new HashMap<>();
        for (GroupCommit.Commit commit : batch) {
            if (commit.isDurable() && commit.acceptance() instanceof Acceptance.Duplicate(String kept)
                    && (copies.containsKey(kept) || isDamaged(kept))) {
                commit.instance().ifPresent(copy -> copies.putIfAbsent(kept, copy));
            }
        }
        if (!copies.isEmpty()) {
            replace(copies, batch);
        }
    }

    private boolean isDamaged(String key) {
        OptionalLong promised = ObjectName.promisedLength(key.substring(key.lastIndexOf('/') + 1));
        try {
            long length = Files.size(root.resolve(key));
            return promised.isPresent() && promised.getAsLong() != length;
        } catch (IOException e) {
            LOG.debug("An acknowledged object cannot be looked at", e);
            return true;
        }
    }

    private void replace(Map<String, IndexedInstance> copies, List<GroupCommit.Commit> batch) {
        LOG.error("{} acknowledged objects are damaged and were sent once more; the copies take their place: {}",
                copies.size(), copies.keySet());
        Set<String> replaced = Set.of();
        IOException fault = new IOException("the index no longer speaks of the damaged object");
        try {
            replaced = ask(copies);
        } catch (IndexUnavailableException e) {
            fault = e;
        }
        for (GroupCommit.Commit commit : batch) {
            if (commit.acceptance() instanceof Acceptance.Duplicate(String kept) && copies.containsKey(kept)) {
                if (!replaced.contains(kept)) {
                    commit.fail(fault);
                } else if (commit.instance().equals(Optional.ofNullable(copies.get(kept)))) {
                    commit.replace();
                }
            }
        }
    }

    private Set<String> ask(Map<String, IndexedInstance> copies) throws IndexUnavailableException {
        try {
            return index.replace(copies).toCompletableFuture().get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IndexUnavailableException known ? known
                    : new IndexUnavailableException("the index failed", Rows.IN_DOUBT, e);
        } catch (TimeoutException e) {
            throw new IndexUnavailableException("the index did not answer", Rows.IN_DOUBT, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IndexUnavailableException("interrupted while the index replaced objects", Rows.IN_DOUBT, e);
        }
    }
}
