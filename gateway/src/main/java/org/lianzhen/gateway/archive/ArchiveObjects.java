package org.lianzhen.gateway.archive;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Finds the bytes of instances for those who fetch them. Units are those whose studies the asker may see; what is in none of
 * them is as if it were not there. Failures are {@link IndexUnavailableException}.
 */
public interface ArchiveObjects {

    /** The instance in force that a scope names, and where its pixels lie, frame by frame. */
    CompletionStage<Optional<PlacedObject>> instance(Scope scope, Set<String> units);

    /** The instances in force within a scope, by series and instance number; at most so many. */
    CompletionStage<List<KeptObject>> objects(Scope scope, Set<String> units, int limit);

    /** The series within a scope that have an instance in force, by number. */
    CompletionStage<List<SeriesVersion>> series(Scope scope, Set<String> units);

    /**
     * The instance that shows best what is within a scope: the one in the middle of the first series that has images.
     *
     * @param transferSyntaxes UIDs of those in which images can be shown
     */
    CompletionStage<Optional<PlacedObject>> picture(Scope scope, Set<String> units, Set<String> transferSyntaxes);

    /**
     * One version of an instance, whether it is in force or not.
     *
     * @param version 0 for the one in force
     */
    CompletionStage<Optional<KeptObject>> version(String sopInstanceUid, int version, Set<String> units);
}
