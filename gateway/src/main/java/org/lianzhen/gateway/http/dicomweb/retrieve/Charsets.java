package org.lianzhen.gateway.http.dicomweb.retrieve;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Knows in which character set the texts of a study really are, where its label is known to be wrong. */
@FunctionalInterface
public interface Charsets {
    /** Every label is believed. */
    Charsets AS_LABELLED = study -> CompletableFuture.completedStage(Optional.empty());

    /**
     * What a person has decided on.
     *
     * @return a defined term of Specific Character Set; empty to believe the label
     */
    CompletionStage<Optional<String>> of(String studyInstanceUid);
}
