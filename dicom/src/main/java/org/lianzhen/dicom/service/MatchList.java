package org.lianzhen.dicom.service;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Pulls all matches of a query. */
final class MatchList {
    private final FindCall call;
    private final List<Match> matches = new ArrayList<>();
    private final CompletableFuture<ServiceResult<FindAnswer>> answer = new CompletableFuture<>();
    private final Turns turns = new Turns(Runnable::run);

    MatchList(FindCall call) {
        this.call = call;
    }

    CompletionStage<ServiceResult<FindAnswer>> gather() {
        pull();
        return answer;
    }

    /** In turn, so that many matches at hand do not pile up calls. */
    private void pull() {
        call.next().whenCompleteAsync((match, fault) -> {
            if (fault == null && match.isPresent()) {
                matches.add(match.get());
                pull();
            } else {
                end();
            }
        }, turns);
    }

    private void end() {
        call.result().whenComplete((result, broken) -> {
            if (broken == null) {
                answer.complete(answer(result));
            } else {
                answer.completeExceptionally(Faults.unwrap(broken));
            }
        });
    }

    private ServiceResult<FindAnswer> answer(ServiceResult<FindSummary> result) {
        return switch (result) {
            case ServiceResult.Completed<FindSummary>(FindSummary summary) -> new ServiceResult.Completed<>(
                    new FindAnswer(matches, summary));
            case ServiceResult.Rejected<FindSummary>(var rejection) -> new ServiceResult.Rejected<>(rejection);
            case ServiceResult.NotAccepted<FindSummary>(var sopClass, var why) -> new ServiceResult.NotAccepted<>(
                    sopClass, why);
            case ServiceResult.Failed<FindSummary>(var outcome) -> new ServiceResult.Failed<>(outcome);
        };
    }
}
