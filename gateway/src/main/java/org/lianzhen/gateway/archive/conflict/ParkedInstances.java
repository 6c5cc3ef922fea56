package org.lianzhen.gateway.archive.conflict;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.archive.Search.Page;

/**
 * Where a person decides on instances that contradict others. Failures are {@link
 * org.lianzhen.gateway.archive.IndexUnavailableException}.
 *
 * <p>What a released version means depends on why it was parked:
 * <ul>
 * <li>other content: it takes the place of the version in force, in the same series;
 * <li>another place: it takes the place of the version in force too, and the instance moves to the study and series that the
 * released version names, because a SOP Instance UID is one instance;
 * <li>another patient: it belongs to the study that has its Study Instance UID, and so to that study's patient, whatever it
 * says itself. Its bytes stay as they are, with the patient they name. One who finds that both are one person accepts a link
 * between the two identities besides, so that what comes later is not parked.
 * </ul>
 */
public interface ParkedInstances {

    /** Which ones to list. */
    enum Stage {
        /** Nobody has decided; in the order in which they came. */
        WAITING,
        /** Somebody has; the last decision first. */
        DECIDED
    }

    /** One page of the instances that one of some units decides about. */
    CompletionStage<List<ParkedInstance>> list(Set<String> units, Stage stage, Page page);

    /** One instance, if one of some units decides about it. */
    CompletionStage<Optional<ParkedInstance>> find(Set<String> units, UUID instance);

    /**
     * Puts a version in force and has it routed. The version that was in force until now is kept as superseded: committed
     * to, and found by no query. A version that was rejected may be released later.
     */
    CompletionStage<Decision.Result> release(Decision decision);

    /**
     * Keeps a version out of use. One that had been released goes out of force, and the version that last gave way comes
     * back.
     */
    CompletionStage<Decision.Result> reject(Decision decision);
}
