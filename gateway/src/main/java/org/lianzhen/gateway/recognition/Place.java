package org.lianzhen.gateway.recognition;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.member.Members;
import org.lianzhen.gateway.member.Unit;

/**
 * A unit as recognition sees it.
 *
 * @param consortium code; null outside of all
 * @param region six digits, or empty when unknown
 * @param level null when unknown
 */
public record Place(String unit, @Nullable String consortium, String region, Unit.@Nullable Level level) {

    /** A unit on a day; one that nobody knows belongs nowhere. */
    public static Place of(Members members, String unit, LocalDate day) {
        return members.unit(unit).map(found -> of(found, day)).orElseGet(() -> new Place(unit, null, "", null));
    }

    private static Place of(Unit unit, LocalDate day) {
        Unit.Membership membership = unit.membership();
        String consortium = membership != null && membership.period().includes(day) ? membership.consortium() : null;
        return new Place(unit.code(), consortium, unit.region(), unit.level());
    }

    boolean isWith(Place other) {
        return consortium != null && consortium.equals(other.consortium);
    }
}
