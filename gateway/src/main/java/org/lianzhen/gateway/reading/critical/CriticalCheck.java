package org.lianzhen.gateway.reading.critical;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** Says which critical values a study has, for whoever signs a report on it. */
@FunctionalInterface
public interface CriticalCheck {

    /** Those of a study that were not withdrawn, oldest first. */
    CompletionStage<List<CriticalFlag>> flags(String studyInstanceUid);
}
