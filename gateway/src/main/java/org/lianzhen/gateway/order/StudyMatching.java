package org.lianzhen.gateway.order;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Looks for the orders of studies that have come, and closes them. Several may run at once, on the same tables. */
public final class StudyMatching {
    private final StudyMatches matches;
    private final List<Consumer<Matched>> hearers = new CopyOnWriteArrayList<>();

    public StudyMatching(StudyMatches matches) {
        this.matches = matches;
    }

    /** That a study came of an order. */
    public record Matched(String study, Order order) {}

    /** @param hearer is told of each match that is found by rule from now on; called on any thread, and must not block */
    public void hear(Consumer<Matched> hearer) {
        hearers.add(hearer);
    }

    /**
     * Looks at some of the studies that nobody has looked at yet.
     *
     * @return how many there were; exceptionally when the database does not answer, and then the rest waits for the next time
     */
    public CompletionStage<Integer> run(int limit) {
        return matches.unconsidered(limit).thenCompose(studies -> {
            CompletionStage<Void> done = CompletableFuture.completedStage(null);
            for (ArrivedStudy study : studies) {
                done = done.thenCompose(before -> consider(study));
            }
            return done.thenApply(all -> studies.size());
        });
    }

    private CompletionStage<Void> consider(ArrivedStudy study) {
        return matches.candidates(study).thenApply(candidates -> Judgement.of(study, candidates))
                .thenCompose(judgement -> matches.settle(study, judgement).thenAccept(closed -> {
                    if (closed && judgement instanceof Judgement.Certain(Order order, String _)) {
                        hearers.forEach(hearer -> hearer.accept(new Matched(study.uid(), order)));
                    }
                }));
    }
}
