package org.lianzhen.gateway.route;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How much may go over a line at some time of day.
 *
 * @param hours in which it holds
 * @param bitsPerSecond at most
 */
public record BandwidthLimit(Hours hours, long bitsPerSecond) {
    /** Less would let a peer think that we are gone. */
    private static final BigDecimal LEAST = new BigDecimal("0.1");
    private static final BigDecimal MOST = new BigDecimal("10000");
    private static final BigDecimal MEGA = new BigDecimal("1000000");

    /** Reads {@code 08:00-18:00 4}, the number in Mbit/s; null when it is not written like that. */
    static @Nullable BandwidthLimit parse(String text) {
        String[] parts = text.strip().split("\\s+", -1);
        Hours hours = Hours.parse(parts[0]);
        if (hours == null || parts.length != 2 || !parts[1].matches("\\d{1,5}(\\.\\d{1,3})?")) {
            return null;
        }
        var megabits = new BigDecimal(parts[1]);
        return megabits.compareTo(LEAST) < 0 || megabits.compareTo(MOST) > 0 ? null
                : new BandwidthLimit(hours, megabits.multiply(MEGA).longValueExact());
    }
}
