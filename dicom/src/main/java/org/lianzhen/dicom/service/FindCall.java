package org.lianzhen.dicom.service;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * A query under way at another node. Matches must be pulled to the end, or the query cancelled: while they wait, reading from
 * the peer is held, until the query's deadline.
 */
public interface FindCall {

    /**
     * The next match, or empty when there are no more, for whatever reason: see {@link #result}. Only one at a time.
     *
     * @return completed by any thread, perhaps an event loop; fails like {@link #result}
     */
    CompletionStage<Optional<Match>> next();

    /** Wants no more. Matches that were there already can still be pulled. May be called from any thread, any number of times. */
    void cancel();

    /** How the query ended. Fails when the connection broke or a deadline passed. */
    CompletionStage<ServiceResult<FindSummary>> result();
}
