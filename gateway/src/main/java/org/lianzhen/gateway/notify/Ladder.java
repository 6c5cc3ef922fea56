package org.lianzhen.gateway.notify;

import java.time.Duration;
import java.util.List;

/**
 * Whom a matter climbs to.
 *
 * @param steps at least one; those on duty of a step are told one after the other, then those of the next; the last step also calls
 *     those of its roster who are off duty
 */
public record Ladder(List<Step> steps) {
    /** Two days and nights with a minute for everybody are as many people as no county has. */
    private static final int MOST_STEPS = 16;

    public Ladder {
        steps = List.copyOf(steps);
        if (steps.isEmpty() || steps.size() > MOST_STEPS) {
            throw new IllegalArgumentException("a ladder has 1 to " + MOST_STEPS + " steps: " + steps.size());
        }
    }

    public static Ladder of(Step... steps) {
        return new Ladder(List.of(steps));
    }

    /**
     * Those on one roster, or one person whom the matter concerns more than anybody on a roster.
     *
     * @param unit code of the unit whose roster it is
     * @param each how long everybody has to answer
     * @param account of the one person, on duty or not; empty for those on the roster
     */
    public record Step(Duty duty, String unit, Duration each, String account) {
        public Step {
            if (!each.isPositive()) {
                throw new IllegalArgumentException("no time to answer: " + each);
            }
        }

        /** Those on the roster. */
        public Step(Duty duty, String unit, Duration each) {
            this(duty, unit, each, "");
        }

        /** Whoever ordered the examination, before those on duty for images where it was made. */
        public static Step ordering(String account, String unit, Duration each) {
            return new Step(Duty.IMAGING, unit, each, account);
        }
    }
}
