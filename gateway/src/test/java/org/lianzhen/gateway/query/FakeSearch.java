package org.lianzhen.gateway.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.service.SopReference;
import org.lianzhen.gateway.archive.ArchiveSearch;
import org.lianzhen.gateway.archive.FoundPage;
import org.lianzhen.gateway.archive.KeptInstance;
import org.lianzhen.gateway.archive.Search;

/** Answers with so many studies or instances, and notes what it was asked. */
final class FakeSearch implements ArchiveSearch {
    final List<Search> asked = new ArrayList<>();
    final List<List<String>> places = new ArrayList<>();
    final List<KeptInstance> kept = new ArrayList<>();
    Set<SopReference> durable = Set.of();
    Set<String> unitsAsked = Set.of();
    int matches;
    @Nullable
    CompletableFuture<FoundPage> pending;
    @Nullable
    RuntimeException fault;

    @Override
    public CompletionStage<List<DataSet>> find(Search search) {
        throw new AssertionError("nodes are told what comes after what they have");
    }

    @Override
    public CompletionStage<FoundPage> findAfter(Search search, List<String> place) {
        asked.add(search);
        places.add(place);
        if (pending != null) {
            return pending;
        }
        int begin = place.isEmpty() ? 0 : Integer.parseInt(place.getFirst());
        int end = Math.min(matches, begin + search.page().limit());
        return answer(new FoundPage(IntStream.range(begin, end).mapToObj(FakeSearch::study).toList(), List.of(),
                end == begin ? List.of() : List.of(Integer.toString(end))));
    }

    static DataSet study(int number) {
        return DataSet.builder().put(Tag.StudyInstanceUID, "1.2." + number).build();
    }

    @Override
    public CompletionStage<List<KeptInstance>> instances(Search search) {
        asked.add(search);
        return answer(List.copyOf(kept));
    }

    @Override
    public CompletionStage<Set<SopReference>> durable(List<SopReference> instances, Set<String> units) {
        unitsAsked = units;
        return answer(durable);
    }

    private <T> CompletionStage<T> answer(T value) {
        return fault == null ? CompletableFuture.completedStage(value) : CompletableFuture.failedStage(fault);
    }
}
