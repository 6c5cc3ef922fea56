package org.lianzhen.gateway.archive;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import org.lianzhen.gateway.audit.AuditEvent;

/** An index that remembers what it was told and answers as a test says. */
final class FakeIndex implements ArchiveIndex {
    final ConcurrentLinkedQueue<List<IndexedInstance>> batches = new ConcurrentLinkedQueue<>();
    final ConcurrentLinkedQueue<IndexedInstance> committed = new ConcurrentLinkedQueue<>();
    volatile Consumer<List<IndexedInstance>> begin = rows -> {};
    volatile Function<List<IndexedInstance>, CompletionStage<List<Acceptance>>> answer = FakeIndex::stored;
    volatile Function<Map<String, IndexedInstance>,
            CompletionStage<Set<String>>> replacing = copies -> CompletableFuture
                    .completedStage(Set.copyOf(copies.keySet()));

    static CompletionStage<List<Acceptance>> stored(List<IndexedInstance> rows) {
        return CompletableFuture.completedStage(Collections.nCopies(rows.size(), new Acceptance.Stored()));
    }

    static InstanceEntry entry(String uid) {
        return new InstanceEntry(new PatientEntry("TS1", "P1", "", "", "", List.of()),
                new StudyEntry("1.2", "", "", "", "", "", "", "", ""),
                new SeriesEntry("1.2.3", "CT", null, "", "", "", "", ProcedureEntry.NONE),
                new ImageEntry(uid, "1.2.4", "1.2.5", null, null, null, null, null), PixelPlace.NONE,
                new Origin(new AuditEvent.Actor("A", "DICOM_NODE", "TS1", ""), "B", "MEDIUM", UrgencyJudgement.NONE),
                4, Optional.empty());
    }

    @Override
    public Batch begin(List<IndexedInstance> instances) {
        batches.add(instances);
        begin.accept(instances);
        return new Batch() {
            @Override
            public CompletionStage<List<Acceptance>> commit() {
                committed.addAll(instances);
                return answer.apply(instances);
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
        return replacing.apply(copies);
    }
}
