package org.lianzhen.gateway.app.tools;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.service.FindCall;
import org.lianzhen.dicom.service.FindQuery;
import org.lianzhen.dicom.service.FindSummary;
import org.lianzhen.dicom.service.Match;
import org.lianzhen.dicom.service.ServiceResult;
import org.lianzhen.gateway.app.terminal.CommandException;

/** A query and its matches, one by one. */
final class Finding {
    private final Peer peer;
    private final FindQuery query;

    Finding(Peer peer, FindQuery query) {
        this.peer = peer;
        this.query = query;
    }

    /** Takes matches. */
    @FunctionalInterface
    interface Taker {
        void take(DataSet match) throws CommandException;
    }

    /**
     * Hands every match over.
     *
     * @throws CommandException when the query is refused or there is no answer
     */
    FindSummary each(Taker taker) throws CommandException {
        FindResult result = tryEach(taker);
        if (result.summary() == null) {
            throw new CommandException(result.refusal());
        }
        return result.summary();
    }

    /**
     * How it ended.
     *
     * @param summary null when the peer refused
     * @param refusal why, in plain words
     */
    record FindResult(@Nullable FindSummary summary, String refusal) {}

    /** As {@link #each}, with refusals as results. */
    FindResult tryEach(Taker taker) throws CommandException {
        FindCall call = peer.user().find(peer.node(), query);
        Optional<Match> match = peer.await(call.next());
        while (match.isPresent()) {
            taker.take(match.get().identifier());
            match = peer.await(call.next());
        }
        ServiceResult<FindSummary> result = peer.await(call.result());
        return result instanceof ServiceResult.Completed<FindSummary>(FindSummary summary)
                ? new FindResult(summary, "")
                : new FindResult(null, peer.faults().of(result));
    }
}
