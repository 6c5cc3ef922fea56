package org.lianzhen.gateway.recognition;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What became of the prompts of a month. Prompts are those that ask for an answer and those of orders that cannot wait, each order
 * item once.
 */
public record RecognitionFigures(Counts counts, Map<String, Long> declined, BigDecimal savings) {

    public RecognitionFigures {
        declined = Map.copyOf(declined);
    }

    /**
     * Counted.
     *
     * @param prompts that were raised in the month
     * @param adopted of these, until some days after its end
     * @param decidedAdopted adoptions of the month, whenever they were asked for
     * @param viewed times that existing results were looked at in the month
     * @param orders that were checked in the month
     * @param withPrior of these, orders with any result there
     * @param should orders of the month with a result that should be recognised
     * @param repeated of these, orders that were carried out all the same
     * @param soft prompts that may be put aside
     */
    public record Counts(long prompts, long adopted, long declined, long decidedAdopted, long viewed, long orders,
            long withPrior, long should, long repeated, long soft) {}

    /** A part of a whole, with both. */
    public record Share(long numerator, long denominator) {
        private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

        /** In percent with one digit; null when there is nothing of which it could be a part. */
        public @Nullable BigDecimal percent() {
            return denominator == 0 ? null
                    : BigDecimal.valueOf(numerator).multiply(HUNDRED).divide(BigDecimal.valueOf(denominator), 1,
                            RoundingMode.HALF_UP);
        }
    }

    /** Adopted, of the prompts of the month: the main figure. */
    public Share cohort() {
        return new Share(counts.adopted(), counts.prompts());
    }

    /** Adoptions of the month, whosever prompts, for its prompts; may be more than all. */
    public Share samePeriod() {
        return new Share(counts.decidedAdopted(), counts.prompts());
    }

    public Share decided() {
        return new Share(counts.adopted(), counts.adopted() + counts.declined());
    }

    public Share feedback() {
        return new Share(counts.adopted() + counts.declined(), counts.prompts());
    }

    /** 调阅互认率. */
    public Share viewBased() {
        return new Share(counts.decidedAdopted(), counts.viewed());
    }

    /** Prompts, of orders that had any result. */
    public Share eligible() {
        return new Share(counts.prompts(), counts.withPrior());
    }

    /** Carried out although a result should have been recognised. */
    public Share repeat() {
        return new Share(counts.repeated(), counts.should());
    }

    /** Share of each reason in what was declined, in the order of their codes. */
    public Map<String, Share> reasons() {
        long all = declined.values().stream().mapToLong(Long::longValue).sum();
        Map<String, Share> shares = new TreeMap<>();
        declined.forEach((code, count) -> shares.put(code, new Share(count, all)));
        return shares;
    }
}
