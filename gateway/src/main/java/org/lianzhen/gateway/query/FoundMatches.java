package org.lianzhen.gateway.query;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.service.Match;
import org.lianzhen.dicom.service.Matches;
import org.lianzhen.gateway.archive.ArchiveSearch;
import org.lianzhen.gateway.archive.FoundPage;
import org.lianzhen.gateway.archive.Search;

/**
 * Matches that are fetched a page at a time while a peer takes them, so that a slow peer holds no connection to the index. Lives
 * on the loop of the peer's association, also while the index answers on another. Each page begins where the one before ended,
 * so that what arrives meanwhile shifts nothing.
 */
final class FoundMatches implements Matches {
    private static final int PAGE = 200;

    private final ArchiveSearch archive;
    private final Search search;
    private final Answer answer;
    private final Deque<DataSet> ready = new ArrayDeque<>();
    private List<String> place = List.of();
    private boolean exhausted;
    private boolean closed;

    FoundMatches(ArchiveSearch archive, Search search, Answer answer) {
        this.archive = archive;
        this.search = search;
        this.answer = answer;
    }

    static Search.Page page() {
        return new Search.Page(0, PAGE);
    }

    @Override
    public CompletionStage<Optional<Match>> next() {
        DataSet next = ready.poll();
        if (next != null) {
            return CompletableFuture.completedStage(Optional.of(answer.match(next)));
        }
        if (exhausted || closed) {
            return CompletableFuture.completedStage(Optional.empty());
        }
        return archive.findAfter(search, place).thenComposeAsync(this::take, answer.loop());
    }

    private CompletionStage<Optional<Match>> take(FoundPage page) {
        if (!closed) {
            ready.addAll(page.matches());
        }
        place = page.end();
        exhausted = page.matches().size() < PAGE;
        return next();
    }

    @Override
    public void close() {
        closed = true;
        ready.clear();
    }
}
