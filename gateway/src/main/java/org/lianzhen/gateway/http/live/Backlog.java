package org.lianzhen.gateway.http.live;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.lianzhen.gateway.access.Caller;

/** The last messages, for browsers that come back after a moment. Not safe for several threads. */
final class Backlog {
    private final int most;
    private final Deque<News> kept = new ArrayDeque<>();
    private long last;

    Backlog(int most) {
        this.most = most;
    }

    /** Number of the last message; 0 before the first. */
    long last() {
        return last;
    }

    long next() {
        return last + 1;
    }

    void add(News news) {
        last = news.number();
        kept.addLast(news);
        if (kept.size() > most) {
            kept.removeFirst();
        }
    }

    /** What came after {@code seen} for this caller; empty when some of it may be forgotten, or when nobody can have seen that. */
    Optional<List<News>> since(long seen, Caller caller) {
        boolean known = seen <= last && (kept.isEmpty() ? seen == last : seen >= kept.getFirst().number() - 1);
        return known
                ? Optional.of(
                        kept.stream().filter(one -> one.number() > seen && one.audience().includes(caller)).toList())
                : Optional.empty();
    }
}
