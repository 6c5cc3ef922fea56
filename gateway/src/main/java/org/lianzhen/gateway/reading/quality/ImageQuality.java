package org.lianzhen.gateway.reading.quality;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a reader says of the images of a study.
 *
 * @param number from 1; the highest one counts
 * @param said points, and what is lacking
 * @param by account that says so
 * @param name as people know it
 */
public record ImageQuality(int number, Grade grade, Said said, String by, String name, Instant at) {

    /**
     * What the reader gives.
     *
     * @param scores points of every criterion
     * @param defects codes of what is lacking
     * @param remark for those who took the images, or empty
     */
    public record Said(Map<Criterion, Integer> scores, List<String> defects, String remark) {
        public Said {
            scores = Map.copyOf(scores);
            defects = List.copyOf(defects);
        }

        /** Says nothing of the remark. */
        @Override
        public String toString() {
            return scores + " " + defects;
        }
    }
}
