package org.lianzhen.dicom.service;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dimse.CFindRq;
import org.lianzhen.dicom.dimse.Outcome;
import org.lianzhen.dicom.dimse.Status;

/**
 * A query under way: pulls a match, sends it, and pulls the next when that one was handed to the operating system. Runs on
 * the association's event loop.
 */
final class FindOperation implements Operation {
    private final IncomingRequest incoming;
    private final CFindRq request;
    private final Operations operations;
    private final Duration limit;
    private @Nullable Matches matches;
    private boolean ended;

    FindOperation(IncomingRequest incoming, CFindRq request, Operations operations, Duration limit) {
        this.incoming = incoming;
        this.request = request;
        this.operations = operations;
        this.limit = limit;
    }

    /** The identifier was read, or could not be. */
    void start(@Nullable DataSet identifier, @Nullable Throwable fault,
            Function<DataSet, CompletionStage<Matches>> handler) {
        if (ended) {
            return;
        }
        if (identifier == null) {
            finish(outcomeOf(fault, Status.DATA_SET_DOES_NOT_MATCH_SOP_CLASS));
            return;
        }
        Faults.call(() -> handler.apply(identifier), limit).whenCompleteAsync(this::found,
                incoming.association().loop());
    }

    private void found(@Nullable Matches found, @Nullable Throwable fault) {
        if (found == null) {
            finish(outcomeOf(fault, Status.UNABLE_TO_PROCESS));
        } else if (ended) {
            found.close();
        } else {
            matches = found;
            pull(found);
        }
    }

    private void pull(Matches from) {
        Faults.call(from::next, limit).whenCompleteAsync((match, fault) -> {
            if (fault == null) {
                pulled(from, match);
            } else {
                finish(Faults.outcome(fault, Status.UNABLE_TO_PROCESS));
            }
        }, incoming.association().loop());
    }

    private void pulled(Matches from, Optional<Match> match) {
        if (ended) {
            return;
        }
        if (match.isEmpty()) {
            finish(Outcome.SUCCESS);
        } else {
            send(match.get()).whenCompleteAsync((sent, notSent) -> {
                if (notSent == null) {
                    pullUnlessEnded(from);
                } else {
                    finish(outcomeOf(notSent, Status.UNABLE_TO_PROCESS));
                }
            }, incoming.association().loop());
        }
    }

    private void pullUnlessEnded(Matches from) {
        if (!ended) {
            pull(from);
        }
    }

    private CompletionStage<Void> send(Match match) {
        Status status = match.allKeysSupported() ? Status.PENDING : Status.PENDING_WITHOUT_OPTIONAL_KEYS;
        return incoming.answer(request.match(status), match.identifier());
    }

    @Override
    public void cancel() {
        finish(Outcome.of(Status.CANCEL));
    }

    @Override
    public void abandon() {
        end();
    }

    private void finish(Outcome outcome) {
        if (end()) {
            incoming.answer(outcome);
        }
    }

    private boolean end() {
        if (ended) {
            return false;
        }
        ended = true;
        operations.end(request.messageId());
        if (matches != null) {
            matches.close();
        }
        return true;
    }

    private static Outcome outcomeOf(@Nullable Throwable fault, Status otherwise) {
        return fault == null ? Outcome.of(otherwise) : Faults.outcome(fault, otherwise);
    }
}
