package org.lianzhen.gateway.recognition;

import java.time.YearMonth;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Counts what became of prompts. */
public interface FigureSource {

    /** By whatever the question groups; the empty text is for what has none. */
    CompletionStage<Map<String, RecognitionFigures>> count(Asked asked);

    /** By what is counted. */
    enum By {
        TOTAL,
        /** That ordered. */
        UNIT,
        /** That made the result that decided. */
        SOURCE, DEPARTMENT, DOCTOR, ITEM
    }

    /**
     * What is counted.
     *
     * @param month of China
     * @param units that ordered
     * @param cohortDays days after the end of the month within which answers still count for its prompts
     */
    record Asked(YearMonth month, By by, Set<String> units, int cohortDays) {
        public Asked {
            units = Set.copyOf(units);
        }
    }
}
