package org.lianzhen.gateway.recognition;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.member.MemberDirectory;

/**
 * One result held against an order.
 *
 * @param ordered null when it is not in the catalogue
 * @param existing null when it is not in the catalogue
 */
record Case(OrderIntent order, ExamResult result, Catalogue catalogue, @Nullable RecognitionItem ordered,
        @Nullable RecognitionItem existing) {

    static Case of(OrderIntent order, ExamResult result, Catalogue catalogue) {
        LocalDate today = day(order);
        return new Case(order, result, catalogue, catalogue.item(order.item(), today).orElse(null),
                catalogue.item(result.item(), today).orElse(null));
    }

    private static LocalDate day(OrderIntent order) {
        return LocalDate.ofInstant(order.at(), MemberDirectory.ZONE);
    }

    /** What is ordered, after the rule that wants it in the catalogue. */
    RecognitionItem wanted() {
        return Objects.requireNonNull(ordered);
    }

    /** What was done, after the rule that wants it in the catalogue. */
    RecognitionItem done() {
        return Objects.requireNonNull(existing);
    }

    LocalDate performed() {
        return LocalDate.ofInstant(result.performedAt(), MemberDirectory.ZONE);
    }

    /** Calendar days since the examination. */
    long age() {
        return ChronoUnit.DAYS.between(performed(), day(order));
    }

    /** Whether the side fits: an order without one takes any. */
    boolean sideFits() {
        String side = wanted().side(order.laterality());
        String there = done().side(result.laterality());
        return side.isEmpty() || there.equals(side) || "B".equals(there);
    }
}
