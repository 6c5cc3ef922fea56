package org.lianzhen.gateway.route;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Keeps every version of the routes. */
public interface RouteStore {
    /** Versions, newest first. */
    CompletionStage<List<RouteVersion>> versions(int limit);

    /**
     * What arrived of late: for each of the newest studies one subject for each of its series.
     *
     * @param studies at most
     */
    CompletionStage<List<List<Subject>>> arrivedLately(int studies);

    /**
     * Adds a version after {@code base}.
     *
     * @param base number of the version it was made from, 0 when there was none
     * @return completed when it is durable; empty, with nothing kept, when {@code base} is not the newest
     */
    CompletionStage<Optional<RouteVersion>> add(int base, String author, String document);
}
