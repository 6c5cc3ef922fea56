package org.lianzhen.gateway.member;

import java.util.List;

/**
 * Units under common leadership.
 *
 * @param code short and unique, such as {@code XX1}
 * @param name as people know it
 * @param leadUnits codes of the hospitals that lead it together; there may be several
 */
public record Consortium(String code, String name, Mode mode, List<String> leadUnits) {
    public Consortium {
        leadUnits = List.copyOf(leadUnits);
    }

    /** How close its units are. */
    public enum Mode {
        REGIONAL, TECHNICAL_COOPERATION, COUNTY_RURAL_INTEGRATION
    }
}
