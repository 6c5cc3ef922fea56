package org.lianzhen.gateway.patient;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/**
 * Knows which records speak of the same person. Links are decisions: while one is in force its two records, and whatever is
 * linked to them, are one person; when it is taken back everything is as it would be without it. Records are never changed.
 */
public interface PatientIndex {

    /** Records that fit, and those linked to them, as far as some units may see them; the newest first. */
    CompletionStage<List<PatientRecord>> search(Search search);

    /** The record and those linked to it, the oldest first; empty when there is no such record. */
    CompletionStage<List<PatientRecord>> person(UUID record);

    /** Which of some records belong to a study that some units may see, or to one of those units. */
    CompletionStage<Set<UUID>> visible(Set<UUID> records, Set<String> units);

    /** What was decided about a record, the oldest first. */
    CompletionStage<List<Link.Event>> history(UUID record);

    /** Makes the records one person. */
    CompletionStage<Link.Outcome> link(Link link);

    /** Takes a link back. */
    CompletionStage<Link.Outcome> unlink(Link link);

    /** Links that somebody should decide on, the surest first and of those the oldest, both of whose records some units may see. */
    CompletionStage<ProposalPage> proposals(Set<String> units, ProposalPage.Place after, int limit);

    /** Proposes a link, unless that was done before or somebody has decided. */
    CompletionStage<Void> propose(Link.Proposal proposal);

    /** Refuses a proposal for good. */
    CompletionStage<Link.Outcome> dismiss(Link link);

    /** Records that came, or got a new number, and were not compared with others yet. */
    CompletionStage<List<PatientRecord>> uncompared(int limit);

    /** Records that may speak of the same person as this one: they share a number, or the birth date and the sex. */
    CompletionStage<List<PatientRecord>> alike(PatientRecord record, int limit);

    /** Notes that a record was compared, as it was read. */
    CompletionStage<Void> compared(PatientRecord record);

    /**
     * A search for patients.
     *
     * @param number a patient ID or any other number
     * @param name a pattern as {@link NameForms} knows it
     * @param birthDate as DICOM writes it
     * @param units codes of the units that may see the answer
     * @param limit records at most
     */
    record Search(Optional<String> number, Optional<String> name, Optional<String> birthDate, Set<String> units,
            int limit) {
        public Search {
            units = Set.copyOf(units);
        }
    }
}
