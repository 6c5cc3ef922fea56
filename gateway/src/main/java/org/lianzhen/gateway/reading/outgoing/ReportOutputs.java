package org.lianzhen.gateway.reading.outgoing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.reading.report.SignedReport;

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
     * @param again after which it is tried again; null to give it up
     */
    CompletionStage<Void> failed(Due due, Failure failure, @Nullable Duration again);

    /**
     * Why it did not.
     *
     * @param detail more of it, without anything about a patient
     */
    record Failure(OutputTrouble trouble, String detail) {}

    /** How many have been given up. */
    CompletionStage<Integer> givenUp();

    /** Tries anew what has been given up. @return how many these are */
    CompletionStage<Integer> revive();

    /**
     * Those that have not worked so far, the ones that are given up first, then those that have waited longest.
     *
     * @param units whose studies they may be of
     */
    CompletionStage<List<Stuck>> stuck(Set<String> units, int limit);

    /**
     * One that has not worked so far.
     *
     * @param study UID of the study
     * @param nextTry null when it is given up
     * @param since when that was last tried
     */
    record Stuck(Version version, String unit, String study, int attempts, Failure failure, @Nullable Instant nextTry,
            Instant since) {}

    /** Which version of which report it is. */
    record Version(UUID task, int number, SignedReport.Kind kind) {}

    /**
     * Tries one anew at once, with all its attempts, and puts that on record, both or neither.
     *
     * @param event what is put on record of it
     * @return empty when there is none that has not worked
     */
    CompletionStage<Optional<Stuck>> again(Key key, Set<String> units, Function<Stuck, AuditEvent> event);

    /** Names a version. */
    record Key(UUID task, int number) {}
}
