package org.lianzhen.gateway.access;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.access.BrokenGlass.Verdict;
import org.lianzhen.gateway.audit.AuditEvent;

/** Keeps who opened what in an emergency. Fails with {@link AccessUnavailableException}. */
public interface BreakGlassStore {
    /** Codes of the units that own a study with this UID. */
    CompletionStage<Set<String>> owners(String study);

    /** Studies of a patient of the index, with their owners. */
    CompletionStage<List<BrokenGlass.Place>> studiesOf(UUID patient, int limit);

    /** Opens each place for the account as long as the rules say, and keeps an event for each; all or nothing. */
    CompletionStage<List<BrokenGlass>> open(Opening opening);

    /**
     * Those that stand for review, the oldest due first, or those that were reviewed, the newest first.
     *
     * @param owners codes of units whose studies were opened
     */
    CompletionStage<List<BrokenGlass>> list(Set<String> owners, boolean reviewed, int limit);

    /** @return false when there is none for these units, it was reviewed before, or the reviewer did it */
    CompletionStage<Boolean> review(Judgement judgement, AuditEvent event);

    /** What is to be opened, and for whom. */
    record Opening(Caller caller, List<BrokenGlass.Place> places, String reason) {}

    /**
     * What a reviewer says.
     *
     * @param owners codes of units whose cases the reviewer may judge
     */
    record Judgement(UUID id, Set<String> owners, Ruling ruling) {}

    /** @param reviewer name of the account */
    record Ruling(Verdict verdict, String comment, String reviewer) {}
}
