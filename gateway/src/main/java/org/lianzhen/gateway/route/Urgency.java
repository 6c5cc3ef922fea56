package org.lianzhen.gateway.route;

/** How soon something is to be delivered, most urgent first. */
public enum Urgency {
    EMERGENCY, GREEN_CHANNEL, URGENT, ROUTINE, BULK;

    /** The more urgent of both. */
    Urgency or(Urgency other) {
        return compareTo(other) <= 0 ? this : other;
    }
}
