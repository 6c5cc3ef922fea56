package org.lianzhen.gateway.recognition;

import org.lianzhen.gateway.member.Period;

/**
 * That a unit's results are not recognised for a time.
 *
 * @param item code of the item whose mark is suspended; empty for all of the unit's
 */
public record Suspension(String unit, String item, Period period) {}
