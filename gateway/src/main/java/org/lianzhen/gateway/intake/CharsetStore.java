package org.lianzhen.gateway.intake;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.archive.KeptInstance;
import org.lianzhen.gateway.audit.AuditEvent;

/** Keeps proposals, what was decided about them, and what that changed in the index. */
public interface CharsetStore {

    /** Proposals in a state of studies of some units, the oldest first. */
    CompletionStage<List<CharsetProposal>> list(CharsetProposal.State state, Set<String> units, int limit);

    CompletionStage<Optional<CharsetProposal>> find(UUID proposal);

    /** The set that vaguely labelled texts of a study are in; empty when nobody knows better, or its sources differ. */
    CompletionStage<Optional<String>> ofStudy(String studyUid);

    /**
     * Takes a decision for the unit that owns the study, together with its audit event, also when it is another unit's. The
     * consequences for the index may be outstanding: those of an acceptance are, those of taking one back are not.
     */
    CompletionStage<Decided> decide(UUID proposal, Decision decision, AuditEvent.Actor by);

    /** What became of a decision. */
    sealed interface Decided {
        /** @param proposal as it is now */
        record Done(CharsetProposal proposal) implements Decided {}

        /** There is no such proposal. */
        record Unknown() implements Decided {}

        /** Another unit owns the study, and decides. */
        record NotYours() implements Decided {}

        /** It is in no state in which this can be decided. */
        record Already() implements Decided {}
    }

    /** What can be decided. */
    enum Decision {
        /** The texts are read as proposed. */
        ACCEPT,
        /** The label is right. */
        DISMISS,
        /** The last decision did not happen: texts of the index are as they were. */
        UNDO
    }

    /** Accepted proposals with texts in the index that may not have been read anew. */
    CompletionStage<List<CharsetProposal>> unread(int limit);

    /** The first instance of each series that came from the proposal's source: series and studies have their texts from it. */
    CompletionStage<List<FirstInstance>> firsts(UUID proposal);

    /** @param ofStudy whether the study and the patient have their texts from it too */
    record FirstInstance(UUID series, boolean ofStudy, KeptInstance kept) {}

    /**
     * Changes texts in the index where they are what the label made of them, remembering what they were. Done again it
     * changes nothing more. When the study got a series meanwhile that is not among these, the proposal stays unread.
     *
     * @param read every series that was read, and what to change of it, of its study and its patient
     */
    CompletionStage<Void> rewrite(UUID proposal, List<Reading> read);

    /**
     * What was read of a first instance.
     *
     * @param changes by attribute of the index
     */
    record Reading(UUID series, Map<Attribute, Change> changes) {
        public Reading {
            changes = Map.copyOf(changes);
        }
    }

    /** A text as the label has it, and as it is. */
    record Change(String before, String after) {
        public Change reversed() {
            return new Change(after, before);
        }
    }

    /** Texts of the index. */
    enum Attribute {
        PATIENT_NAME, STUDY_ID, STUDY_DESCRIPTION, REFERRING_PHYSICIAN_NAME, INSTITUTION_NAME, SERIES_DESCRIPTION,
        BODY_PART_EXAMINED, STATION_NAME
    }
}
