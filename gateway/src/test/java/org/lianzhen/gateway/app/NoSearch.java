package org.lianzhen.gateway.app;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.service.SopReference;
import org.lianzhen.gateway.archive.ArchiveSearch;
import org.lianzhen.gateway.archive.FoundPage;
import org.lianzhen.gateway.archive.KeptInstance;
import org.lianzhen.gateway.archive.Search;

/** Finds nothing. */
final class NoSearch implements ArchiveSearch {
    @Override
    public CompletionStage<List<DataSet>> find(Search search) {
        return CompletableFuture.completedStage(List.of());
    }

    @Override
    public CompletionStage<FoundPage> findAfter(Search search, List<String> place) {
        return CompletableFuture.completedStage(new FoundPage(List.of(), List.of(), List.of()));
    }

    @Override
    public CompletionStage<List<KeptInstance>> instances(Search search) {
        return CompletableFuture.completedStage(List.of());
    }

    @Override
    public CompletionStage<Set<SopReference>> durable(List<SopReference> instances, Set<String> units) {
        return CompletableFuture.completedStage(Set.of());
    }
}
