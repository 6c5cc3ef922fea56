package org.lianzhen.gateway.reading.critical;

import java.util.concurrent.CompletionStage;

/** Says whether a study has critical values, for whoever signs a report on it. */
@FunctionalInterface
public interface CriticalCheck {

    /** How it stands with those of a study, without such as were withdrawn. */
    CompletionStage<Standing> standing(String studyInstanceUid);

    /** How it stands. */
    enum Standing {
        NONE,
        /** There are, and each was read back. */
        ANSWERED,
        /** There is one that nobody who treats the patient has read back. */
        UNANSWERED
    }
}
