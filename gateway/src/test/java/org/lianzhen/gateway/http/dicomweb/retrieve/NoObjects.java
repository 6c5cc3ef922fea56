package org.lianzhen.gateway.http.dicomweb.retrieve;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.archive.ArchiveObjects;
import org.lianzhen.gateway.archive.KeptObject;
import org.lianzhen.gateway.archive.PlacedObject;
import org.lianzhen.gateway.archive.Scope;
import org.lianzhen.gateway.archive.SeriesVersion;

/** An archive that has nothing but what a test adds. */
class NoObjects implements ArchiveObjects {
    @Override
    public CompletionStage<Optional<PlacedObject>> instance(Scope scope, Set<String> units) {
        return CompletableFuture.completedStage(Optional.empty());
    }

    @Override
    public CompletionStage<List<KeptObject>> objects(Scope scope, Set<String> units, int limit) {
        return CompletableFuture.completedStage(List.of());
    }

    @Override
    public CompletionStage<List<SeriesVersion>> series(Scope scope, Set<String> units) {
        return CompletableFuture.completedStage(List.of());
    }

    @Override
    public CompletionStage<Optional<PlacedObject>> picture(Scope scope, Set<String> units, Set<String> syntaxes) {
        return CompletableFuture.completedStage(Optional.empty());
    }

    @Override
    public CompletionStage<Optional<KeptObject>> version(String uid, int version, Set<String> units) {
        return CompletableFuture.completedStage(Optional.empty());
    }
}
