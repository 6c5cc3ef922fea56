package org.lianzhen.dicom.service;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lianzhen.dicom.data.DataSet;

/**
 * The matches of a query, handed out one by one as fast as the peer takes them: the next is asked for when the one before
 * is on its way, so a slow peer holds the query back and nothing piles up.
 */
public interface Matches extends AutoCloseable {

    /**
     * The next match, or empty at the end. Called one at a time; must not block.
     *
     * @return completed by any thread; failures as in {@link FindHandler#find}
     */
    CompletionStage<Optional<Match>> next();

    /**
     * Nothing more is wanted: the end was reached, the peer cancelled, or it is gone. Called once; a {@link #next} may still be
     * under way.
     */
    @Override
    void close();

    /** Matches that are at hand. */
    static Matches of(List<DataSet> identifiers) {
        Iterator<DataSet> rest = List.copyOf(identifiers).iterator();
        return new Matches() {
            @Override
            public CompletionStage<Optional<Match>> next() {
                return CompletableFuture
                        .completedStage(rest.hasNext() ? Optional.of(Match.of(rest.next())) : Optional.empty());
            }

            @Override
            public void close() {
                // nothing is held
            }
        };
    }
}
