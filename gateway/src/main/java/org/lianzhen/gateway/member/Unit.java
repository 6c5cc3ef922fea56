package org.lianzhen.gateway.member;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A hospital, health centre or partner.
 *
 * @param code short and unique, such as {@code TS1}; every record names its owner by it
 * @param name as people know it
 * @param level in the health system; null when it has none
 * @param region where it is: six digits of GB/T 2260, such as 341322; empty when nobody has said
 * @param membership null for partners outside every consortium
 */
public record Unit(String code, String name, Kind kind, @Nullable Level level, String region,
        @Nullable Membership membership, Status status) {

    /** What kind of unit it is, lowest first. */
    public enum Kind {
        VILLAGE_CLINIC(Level.VILLAGE), TOWNSHIP_HEALTH_CENTRE(Level.TOWNSHIP), COMMUNITY_HEALTH_CENTRE(Level.TOWNSHIP),
        COUNTY_HOSPITAL(Level.COUNTY), CITY_HOSPITAL(Level.CITY), PROVINCE_HOSPITAL(Level.PROVINCE), OTHER(null);

        private final @Nullable Level usual;

        Kind(@Nullable Level usual) {
            this.usual = usual;
        }

        /** The level that such units have when nobody says otherwise. */
        @Nullable
        Level usualLevel() {
            return usual;
        }
    }

    /** Levels of the health system, lowest first. */
    public enum Level {
        VILLAGE, TOWNSHIP, COUNTY, CITY, PROVINCE
    }

    /** Whether it takes part at present. */
    public enum Status {
        ACTIVE,
        /** Kept out until its faults are put right; what it has stays where it is. */
        SUSPENDED
    }

    /**
     * Its place in a consortium.
     *
     * @param consortium code
     * @param period from joining to leaving
     */
    public record Membership(String consortium, Period period) {}

    /** Whether it may take part on a day. */
    public boolean isIn(LocalDate day) {
        return status == Status.ACTIVE && (membership == null || membership.period().includes(day));
    }
}
