package org.lianzhen.gateway.notify;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Looks again and again for matters that come and cease by themselves: raises what is there, and lets go of what is not any more.
 *
 * @param prefix that the keys of all its matters, and of no others, begin with
 * @param look gives those that are there now
 */
public record Watch(String prefix, Supplier<CompletionStage<List<Matter>>> look) {

    /** Looks once. @return how many were raised or have ceased */
    public CompletionStage<Integer> round(Notices notices, NoticeStore store) {
        return look.get().thenCompose(found -> store.unsettled(prefix)
                .thenCompose(known -> change(notices, found, new HashSet<>(known))));
    }

    private static CompletionStage<Integer> change(Notices notices, List<Matter> found, Set<String> known) {
        List<CompletableFuture<?>> changes = new ArrayList<>();
        for (Matter matter : found) {
            if (!known.remove(matter.key())) {
                changes.add(notices.raise(matter).toCompletableFuture());
            }
        }
        known.forEach(gone -> changes.add(notices.settle(gone).toCompletableFuture()));
        return CompletableFuture.allOf(changes.toArray(CompletableFuture[]::new)).thenApply(done -> changes.size());
    }
}
