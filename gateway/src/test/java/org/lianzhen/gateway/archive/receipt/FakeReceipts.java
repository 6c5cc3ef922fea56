package org.lianzhen.gateway.archive.receipt;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.lianzhen.dicom.service.SopReference;

/** Notes what is named, and answers what it is told to. */
public final class FakeReceipts implements StudyReceipts {
    public final List<List<SopReference>> named = new CopyOnWriteArrayList<>();
    public final List<SentInFull> said = new CopyOnWriteArrayList<>();
    public volatile Optional<Receipt> receipt = Optional.empty();
    public volatile SentInFull.Result result = new SentInFull.Result.Done();
    public volatile boolean away;

    private <T> CompletionStage<T> answer(T answer) {
        return away ? CompletableFuture.failedStage(new IllegalStateException("away"))
                : CompletableFuture.completedStage(answer);
    }

    @Override
    public CompletionStage<Optional<Receipt>> of(String studyInstanceUid, Set<String> units) {
        return answer(receipt);
    }

    @Override
    public CompletionStage<Integer> settle(Duration quiet, int limit) {
        return answer(0);
    }

    @Override
    public CompletionStage<Integer> named(List<SopReference> instances, String unit) {
        named.add(instances);
        return answer(1);
    }

    @Override
    public CompletionStage<SentInFull.Result> sentInFull(SentInFull sent) {
        said.add(sent);
        return answer(result);
    }
}
