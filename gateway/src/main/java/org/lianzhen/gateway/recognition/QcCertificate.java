package org.lianzhen.gateway.recognition;

import java.util.Optional;
import org.lianzhen.gateway.member.Period;

/**
 * What a body of quality control found of a unit.
 *
 * @param unit that was assessed
 * @param round of the assessment
 * @param valid days on which it holds
 */
public record QcCertificate(String unit, Subject subject, Body body, String round, boolean passed, Period valid) {

    /**
     * What was assessed: one item, or all of a category.
     *
     * @param item code, or empty
     */
    public record Subject(String item, Optional<RecognitionItem.Category> category) {
        boolean includes(RecognitionItem other) {
            return item.isEmpty() ? category.filter(other.category()::equals).isPresent() : item.equals(other.code());
        }
    }

    /**
     * Who assessed it.
     *
     * @param name as people know it
     * @param group of provinces, for {@link Level#CROSS_PROVINCE}; or empty
     */
    public record Body(String name, Level level, String group) {}

    /** How high a body stands, which says how far its mark reaches. */
    public enum Level {
        /** The unit's own; it gives no mark. */
        UNIT, CONSORTIUM, COUNTY, CITY, PROVINCE, CROSS_PROVINCE, NATIONAL
    }

    /** The mark that it gives to a unit at a place; empty when it gives none, or nobody knows how far it would reach. */
    Optional<MarkScope> mark(Place place) {
        if (!passed) {
            return Optional.empty();
        }
        return switch (body.level()) {
            case UNIT -> Optional.empty();
            case CONSORTIUM -> Optional.ofNullable(place.consortium())
                    .map(code -> new MarkScope(MarkScope.Type.CONSORTIUM, code));
            case COUNTY -> region(MarkScope.Type.COUNTY, place);
            case CITY -> region(MarkScope.Type.CITY, place);
            case PROVINCE -> region(MarkScope.Type.PROVINCE, place);
            case CROSS_PROVINCE -> Optional.of(new MarkScope(MarkScope.Type.CROSS_PROVINCE, body.group()));
            case NATIONAL -> Optional.of(new MarkScope(MarkScope.Type.NATIONAL, ""));
        };
    }

    private static Optional<MarkScope> region(MarkScope.Type type, Place place) {
        return place.region().isEmpty() ? Optional.empty() : Optional.of(new MarkScope(type, place.region()));
    }
}
