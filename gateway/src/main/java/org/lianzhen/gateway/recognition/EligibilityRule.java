package org.lianzhen.gateway.recognition;

import java.util.function.Predicate;
import org.lianzhen.gateway.recognition.ExamResult.ImageState;
import org.lianzhen.gateway.recognition.ExamResult.Quality;

/** What a result must be to count at all, in the order in which it is asked; the first that does not hold gives the code. */
enum EligibilityRule {
    SAME_PERSON(OutcomeCode.N01, one -> one.result().person().equals(one.order().person())),
    IDENTITY_VERIFIED(OutcomeCode.N02, one -> one.result().identityVerified()),
    REPORT_FINAL(OutcomeCode.N03, one -> one.result().standing().report().isFinal()),
    IN_CATALOGUE(OutcomeCode.N04, one -> one.ordered() != null && one.existing() != null),
    EQUIVALENT(OutcomeCode.N05, one -> one.done().answers(one.wanted()) && one.sideFits()),
    IN_TIME(OutcomeCode.N06, EligibilityRule::isInTime),
    NOT_SUSPENDED(OutcomeCode.N07, one -> !one.result().vouching().suspended()),
    NOT_FAILED(OutcomeCode.N08, one -> one.result().vouching().quality() != Quality.FAIL),
    /** What is recognised is images, not the conclusions of a report. */
    IMAGES_THERE(OutcomeCode.N09,
            one -> !one.done().imagesRequired() || one.result().standing().images() != ImageState.ABSENT),
    IMAGES_USABLE(OutcomeCode.N10, one -> one.result().standing().grade().isUsable()),
    OF_ANOTHER_UNIT(OutcomeCode.I01, one -> !one.result().unit().unit().equals(one.order().unit().unit()));

    private final OutcomeCode code;
    private final Predicate<Case> test;

    EligibilityRule(OutcomeCode code, Predicate<Case> test) {
        this.code = code;
        this.test = test;
    }

    /** From 1 on. */
    int number() {
        return ordinal() + 1;
    }

    /** What comes of it when it does not hold. */
    OutcomeCode code() {
        return code;
    }

    boolean holds(Case one) {
        return test.test(one);
    }

    /** The last day of the window is in it; what is yet to come is not. */
    private static boolean isInTime(Case one) {
        Integer days = one.wanted().validityDays();
        return one.age() >= 0 && (days == null || one.age() <= days);
    }
}
