package org.lianzhen.gateway.reading.outgoing;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Knows of which versions nothing has been made yet. A version is noted together with being signed. */
public interface ReportOutputs {

    /**
     * One of them.
     *
     * @param unit code of the unit that made the study
     * @param attempts of which this is the last
     */
    record Due(UUID task, int number, String unit, int attempts) {}

    /**
     * Takes the one that has waited longest, so that nobody else does for a while.
     *
     * @param term after which it is due again when nobody has said how it ended
     */
    CompletionStage<Optional<Due>> next(Duration term);

    /** Everything of it is where it belongs. */
    CompletionStage<Void> done(Due due);

    /**
     * It did not work.
     *
     * @param why without anything about a patient
     * @param again after which it is tried again; null to give it up
     */
    CompletionStage<Void> failed(Due due, String why, @Nullable Duration again);

    /** How many have been given up. */
    CompletionStage<Integer> givenUp();

    /** Tries anew what has been given up. @return how many these are */
    CompletionStage<Integer> revive();
}
