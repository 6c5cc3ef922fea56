package org.lianzhen.gateway.member;

/**
 * A hospital, health centre or partner.
 *
 * @param code short and unique, such as {@code TS1}; every record names its owner by it
 * @param name as people know it
 */
public record Unit(String code, String name, Kind kind) {
    /** What kind of unit it is, lowest first. */
    public enum Kind {
        VILLAGE_CLINIC, TOWNSHIP_HEALTH_CENTRE, COMMUNITY_HEALTH_CENTRE, COUNTY_HOSPITAL, CITY_HOSPITAL,
        PROVINCE_HOSPITAL, OTHER
    }
}
