package org.lianzhen.gateway.archive;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The rows that say what the archive holds. A batch of them becomes durable together with the objects it speaks of: rows are
 * written while the objects are being synced, and only {@link Batch#commit} waits for the objects.
 */
public interface ArchiveIndex {

    /**
     * Begins to write the rows of {@code instances}, and an arrival for each that is new. Returns at once; may be called from
     * any thread. Exactly one of the batch's methods must be called.
     */
    Batch begin(List<IndexedInstance> instances);

    /**
     * Which of some objects the index speaks of.
     *
     * @param keys of objects
     * @return those of them that have a row; exceptionally with {@link IndexUnavailableException}
     */
    CompletionStage<Set<String>> known(List<String> keys);

    /**
     * Lets rows speak of other objects, which hold the same bytes, because those they spoke of are damaged.
     *
     * @param copies of the bytes, by the keys of the damaged objects
     * @return the keys of the damaged objects that had a row; exceptionally with {@link IndexUnavailableException}
     */
    CompletionStage<Set<String>> replace(Map<String, IndexedInstance> copies);

    /** Rows under way. */
    interface Batch {
        /**
         * Commits the rows.
         *
         * @return in the order of the instances what became of each; exceptionally with {@link IndexUnavailableException} when
         *     that did not happen, or when it is not known whether it happened. Completed on any thread
         */
        CompletionStage<List<Acceptance>> commit();

        /** Gives the rows up. */
        void rollBack();
    }

    /** Keeps nothing and takes everything for new: for stores whose objects are found in another way. */
    ArchiveIndex NONE = new ArchiveIndex() {
        @Override
        public Batch begin(List<IndexedInstance> instances) {
            List<Acceptance> accepted = Collections.nCopies(instances.size(), new Acceptance.Stored());
            return new Batch() {
                @Override
                public CompletionStage<List<Acceptance>> commit() {
                    return CompletableFuture.completedStage(accepted);
                }

                @Override
                public void rollBack() {}
            };
        }

        @Override
        public CompletionStage<Set<String>> known(List<String> keys) {
            return CompletableFuture.completedStage(Set.copyOf(keys));
        }

        @Override
        public CompletionStage<Set<String>> replace(Map<String, IndexedInstance> copies) {
            return CompletableFuture.completedStage(Set.of());
        }
    };
}
