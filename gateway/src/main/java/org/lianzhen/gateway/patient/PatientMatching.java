package org.lianzhen.gateway.patient;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Compares records that came with those that were there: links what is beyond doubt, and proposes what a person must look at.
 * Several may run at once, on the same index.
 */
public final class PatientMatching {
    /** Who shares a number with more than these shares it with everybody: it stands for no number. */
    private static final int MOST_ALIKE = 20;

    private final PatientIndex index;

    public PatientMatching(PatientIndex index) {
        this.index = index;
    }

    /**
     * Compares some of the records that nobody has compared yet.
     *
     * @param limit records
     * @return how many there were; exceptionally when the index does not answer, and then the rest waits for the next time
     */
    public CompletionStage<Integer> run(int limit) {
        return index.uncompared(limit).thenCompose(records -> each(records, this::compare)
                .thenApply(done -> records.size()));
    }

    private CompletionStage<Void> compare(PatientRecord record) {
        return index.alike(record, MOST_ALIKE + 1)
                .thenCompose(others -> others.size() > MOST_ALIKE ? CompletableFuture.completedStage(null)
                        : each(others, other -> settle(record, other)))
                .thenCompose(done -> index.compared(record));
    }

    private CompletionStage<Void> settle(PatientRecord record, PatientRecord other) {
        return switch (Likeness.of(record, other)) {
            case Likeness.Judgement.Same(String reason) -> index
                    .link(new Link(record.id(), other.id(), Link.Author.GATEWAY, reason)).thenApply(done -> null);
            case Likeness.Judgement.Possible(double confidence, String reason) -> index
                    .propose(new Link.Proposal(record, other, confidence, reason));
            case Likeness.Judgement.Unrelated() -> CompletableFuture.completedStage(null);
        };
    }

    private static CompletionStage<Void> each(List<PatientRecord> records,
            Function<PatientRecord, CompletionStage<Void>> step) {
        CompletionStage<Void> done = CompletableFuture.completedStage(null);
        for (PatientRecord record : records) {
            done = done.thenCompose(before -> step.apply(record));
        }
        return done;
    }
}
