package org.lianzhen.gateway.archive.conflict;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** Instances that came again in another transfer syntax, and wait to be compared. Survives every restart. */
public interface ComparisonQueue {

    /**
     * Takes the next one in hand, emergencies first. One that is not settled comes again after its lease.
     *
     * @param pace which says how long that is
     * @return empty when none waits; exceptionally when the database is away
     */
    CompletionStage<Optional<Task>> next(Pace pace);

    /** Durably notes an outcome, raising an alert unless it is the same as an earlier version. */
    CompletionStage<Void> settle(Task task, Verdict verdict);

    /**
     * One instance to compare.
     *
     * @param instance our identifier of it
     * @param attempt 1 for the first; a higher one says that something ended those before, perhaps the process
     * @param version where its bytes are
     * @param earlier versions it may be the same as, the one in force first
     */
    record Task(UUID instance, int attempt, Version version, List<Version> earlier) {
        public Task {
            earlier = List.copyOf(earlier);
        }
    }

    /**
     * Where a version is.
     *
     * @param objectKey in the store
     * @param length of the object in bytes
     */
    record Version(UUID instance, String objectKey, long length) {}

    /** What came out. */
    sealed interface Verdict {
        /** It says the same as an earlier version, so that nobody needs to see it. It is kept all the same. */
        record Redundant(UUID sameAs) implements Verdict {}

        /** It contradicts the version in force. */
        record Different(List<String> where) implements Verdict {
            public Different {
                where = List.copyOf(where);
            }
        }

        /** Nobody can tell. */
        record Undecided(String why) implements Verdict {}
    }
}
