package org.lianzhen.gateway.reading.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Brings studies into the queues. Every node may do it; a study is taken by one of them at a time. */
public interface ReadingIntake {

    /**
     * Decides about studies of which something has changed.
     *
     * @param decide what becomes of one, when so many wait at each centre; empty when nobody reads it
     * @return how many were looked at
     */
    CompletionStage<Integer> take(BiFunction<ReadingMatter, Map<String, Integer>, Optional<Place>> decide,
            Round round);

    /**
     * How many at once.
     *
     * @param limit of studies
     * @param quiet time without a new image after which all of a study is here, where no route says when it is
     */
    record Round(int limit, Duration quiet) {}

    /**
     * Gives back what nobody has touched for too long.
     *
     * @return how many
     */
    CompletionStage<Integer> release();

    /**
     * Where a study is read.
     *
     * @param centre code
     * @param reader code of the unit that runs it
     * @param dueAt null while more of the study may come
     * @param rules version that says so
     */
    record Place(String centre, String reader, @Nullable Instant dueAt, int rules) {}
}
