package org.lianzhen.gateway.archive.receipt;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.lianzhen.dicom.service.SopReference;

/** Knows how far studies have come in. A study is being received from its first instance on, and again whenever a new one comes. */
public interface StudyReceipts {
    /**
     * How far a study has come in; empty when there is no such study.
     *
     * @param units whose studies may be seen
     */
    CompletionStage<Optional<Receipt>> of(String studyInstanceUid, Set<String> units);

    /**
     * Studies of which nothing new has come for so long are stable.
     *
     * @param limit of studies
     * @return how many became so
     */
    CompletionStage<Integer> settle(Duration quiet, int limit);

    /**
     * Studies of which somebody has named everything that is here are stable.
     *
     * @param unit code of whoever named it; only its own studies
     * @return how many became so
     */
    CompletionStage<Integer> named(List<SopReference> instances, String unit);

    /** Does what somebody wants who says that a study has been sent as a whole, and puts it on record, both or neither. */
    CompletionStage<SentInFull.Result> sentInFull(SentInFull said);
}
