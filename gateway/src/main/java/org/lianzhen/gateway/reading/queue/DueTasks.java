package org.lianzhen.gateway.reading.queue;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** Finds studies whose reports are not final yet. */
@FunctionalInterface
public interface DueTasks {

    /** Those of all centres that are due first. */
    CompletionStage<List<Due>> next(int limit);

    /**
     * One of them.
     *
     * @param reader code of the unit that runs the centre
     * @param study Study Instance UID
     */
    record Due(UUID id, String reader, String study, ReadingRules.Case about, Instant at) {}
}
