package org.lianzhen.gateway.member;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Keeps every version of the members. */
public interface MemberStore {
    /** The newest version; empty when there never was one. */
    CompletionStage<Optional<MemberVersion>> newest();

    /** Number of the newest version; 0 when there never was one. */
    CompletionStage<Integer> newestNumber();

    /** The newest version of an author; empty when there is none. */
    CompletionStage<Optional<MemberVersion>> newestOf(String author);

    /** One version; empty when there is none with this number. */
    CompletionStage<Optional<MemberVersion>> version(int number);

    /**
     * Versions, newest first.
     *
     * @param before only those with lower numbers
     * @param limit how many at most
     */
    CompletionStage<List<MemberVersion>> versions(int before, int limit);

    /**
     * Adds a version after {@code base}.
     *
     * @param base number of the version it was made from, 0 when there was none
     * @return completed when it is durable; empty, with nothing kept, when {@code base} is not the newest
     */
    CompletionStage<Optional<MemberVersion>> add(int base, String author, String document);
}
