package org.lianzhen.gateway.member;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Keeps every version of the members. */
public interface MemberStore {
    /** The newest version; empty when there never was one. */
    CompletionStage<Optional<MemberVersion>> newest();

    /**
     * Adds a version after {@code base}.
     *
     * @param base number of the version it was made from, 0 when there was none
     * @return completed when it is durable; exceptionally when somebody else has added one meanwhile
     */
    CompletionStage<MemberVersion> add(int base, String author, String document);
}
