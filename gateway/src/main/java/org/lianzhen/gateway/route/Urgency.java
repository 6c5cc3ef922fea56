package org.lianzhen.gateway.route;

/** How soon something is to be delivered, most urgent first. */
public enum Urgency {
    EMERGENCY, GREEN_CHANNEL, URGENT, ROUTINE, BULK;

    /** The more urgent of both. */
    Urgency or(Urgency other) {
        return compareTo(other) <= 0 ? this : other;
    }

    /** The next one that is less urgent; the least urgent itself. */
    Urgency less() {
        return switch (this) {
            case EMERGENCY -> GREEN_CHANNEL;
            case GREEN_CHANNEL -> URGENT;
            case URGENT -> ROUTINE;
            case ROUTINE, BULK -> BULK;
        };
    }
}
