package org.lianzhen.gateway.reading.quality;

import java.util.List;
import java.util.Map;

/**
 * Which points make which grade, and what images may lack. The core hospital edits them, with the other rules of reading.
 *
 * @param a least points for grade A
 * @param b the same for B
 * @param c the same for C; with less they are rejected
 */
public record QualityRules(int a, int b, int c, List<Defect> defects) {
    public QualityRules {
        defects = List.copyOf(defects);
    }

    /**
     * Something that images may lack.
     *
     * @param name what people call it
     * @param english the same for those who read English
     */
    public record Defect(String code, String name, String english) {}

    /** The grade of points for all criteria. */
    public Grade grade(Map<Criterion, Integer> scores) {
        int sum = scores.values().stream().mapToInt(Integer::intValue).sum();
        return sum >= a ? Grade.A : sum >= b ? Grade.B : sum >= c ? Grade.C : Grade.REJECT;
    }
}
