package org.lianzhen.gateway.route;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.member.Period;

/** Keeps every version of the routes. */
public interface RouteStore {
    /** Versions, newest first. */
    CompletionStage<List<RouteVersion>> versions(int limit);

    /** The newest version of an author; empty when there is none. */
    CompletionStage<Optional<RouteVersion>> newestOf(String author);

    /**
     * What arrived on some days: the newest studies, newest first.
     *
     * @param studies at most
     */
    CompletionStage<List<ArrivedStudy>> arrived(Period days, int studies);

    /**
     * Keeps a rehearsal; completed when it is durable. Of those that no version was added for, only the newest hundred are kept.
     */
    CompletionStage<Void> keep(String author, String document, Rehearsal rehearsal);

    /** Rehearsals, newest first. */
    CompletionStage<List<KeptRehearsal>> rehearsals(int limit);

    /** What was rehearsed, newest first. */
    CompletionStage<List<Rehearsed>> rehearsed(int limit);

    /**
     * Adds a version after its base.
     *
     * @return completed when it is durable; empty, with nothing kept, when its base is not the newest
     */
    CompletionStage<Optional<RouteVersion>> add(Addition addition);
}
