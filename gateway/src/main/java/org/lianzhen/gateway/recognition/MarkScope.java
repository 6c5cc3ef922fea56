package org.lianzhen.gateway.recognition;

import java.util.Map;
import java.util.Set;

/**
 * How far a mark of quality (HR) reaches.
 *
 * @param value code of the consortium, of a region or of a group of provinces; empty for the whole country
 */
public record MarkScope(Type type, String value) {

    /** Kinds of reach, the nearest first. */
    public enum Type {
        CONSORTIUM, COUNTY(6), CITY(4), PROVINCE(2),
        /** Provinces that have agreed on it, such as those of the Yangtze delta. */
        CROSS_PROVINCE, NATIONAL;

        private final int digits;

        Type() {
            this(0);
        }

        Type(int digits) {
            this.digits = digits;
        }
    }

    /**
     * Whether it reaches a unit.
     *
     * @param groups digits of the provinces of each group
     */
    boolean covers(Place unit, Map<String, Set<String>> groups) {
        return switch (type) {
            case CONSORTIUM -> value.equals(unit.consortium());
            case COUNTY, CITY, PROVINCE -> unit.region().length() == 6 && value.length() >= type.digits
                    && unit.region().startsWith(value.substring(0, type.digits));
            case CROSS_PROVINCE -> unit.region().length() == 6
                    && groups.getOrDefault(value, Set.of()).contains(unit.region().substring(0, 2));
            case NATIONAL -> true;
        };
    }
}
