package org.lianzhen.gateway.recognition;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Finds the results that a patient has already, whoever made them. */
public interface PriorResults {

    /** What is known of whoever a question is about. */
    CompletionStage<Found> find(Question question);

    /** What vouches for units. */
    CompletionStage<Credentials> credentials(Set<String> units);

    /** Results as they are shown, in no order. */
    CompletionStage<List<Shown>> shown(Set<UUID> results);

    /** The text of the newest report on a result; empty when none is signed. */
    CompletionStage<Optional<Report>> report(UUID result);

    /**
     * Found.
     *
     * @param patient record of the patient; null when nobody is known under the numbers that were given
     * @param confirmed item that people have found for what the unit calls the examination; null for none
     * @param results the newest first
     */
    record Found(@Nullable UUID patient, @Nullable String confirmed, List<Prior> results) {
        public Found {
            results = List.copyOf(results);
        }
    }

    /**
     * A result.
     *
     * @param verified whether a number says that it is this patient's
     */
    record Prior(UUID id, String unit, Set<String> items, String laterality, Instant performedAt,
            ExamResult.Standing standing, boolean verified) {
        public Prior {
            items = Set.copyOf(items);
        }
    }

    /**
     * A result as a doctor sees it.
     *
     * @param study Study Instance UID, or empty
     * @param name as its unit calls what was examined
     */
    record Shown(Prior result, String study, String accessionNumber, String name) {}

    /** What was reported. */
    record Report(String findings, String impression, String signer, Instant signedAt) {
        /** Says nothing: it is a patient's. */
        @Override
        public String toString() {
            return "report of " + signedAt;
        }
    }
}
