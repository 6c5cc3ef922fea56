package org.lianzhen.gateway.reading.queue;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.reading.queue.ReadingTask.Reader;

/** What the director of a centre looks at: how much waits, and who reads how much. */
public interface CentreWatch {

    /** What is not over, divided in every way. */
    CompletionStage<List<Share>> backlog(Set<String> readers);

    /**
     * Those who may read for a centre, and how much each of them does.
     *
     * @param units codes of the units that run the centres
     * @param since from when on what was signed counts
     */
    CompletionStage<List<Load>> loads(Set<String> units, Instant since);

    /** By what the backlog is divided. */
    enum By {
        /** Not at all. */
        ALL, STATE, UNIT, URGENCY, MODALITY,
        /** How long all of the study has been here: ARRIVING, HOUR, FOUR_HOURS, DAY or OLDER. */
        AGE
    }

    /**
     * A part of the backlog.
     *
     * @param late of the studies, those whose time is over
     */
    record Share(By by, String key, int studies, int late) {}

    /**
     * How much somebody does.
     *
     * @param inHand studies
     * @param late of those in hand, those whose time is over
     * @param written reports signed as their writer
     * @param approved reports signed as final
     */
    record Load(Reader reader, int inHand, int late, int written, int approved) {}
}
