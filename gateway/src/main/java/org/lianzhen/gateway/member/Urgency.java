package org.lianzhen.gateway.member;

/** How soon something must reach those who need it, most urgent first. */
public enum Urgency {
    /** A life is at stake. */
    EMERGENCY,
    /** A patient who is being passed on with priority between units. */
    GREEN_CHANNEL,
    /** Before everything that has no haste. */
    URGENT,
    /** What nobody says anything else of. */
    ROUTINE,
    /** Old holdings that are being moved; they wait for everything else. */
    BULK;

    /** The more urgent of both. */
    public Urgency or(Urgency other) {
        return compareTo(other) <= 0 ? this : other;
    }

    /** The next one that is less urgent; the least urgent itself. */
    public Urgency less() {
        return switch (this) {
            case EMERGENCY -> GREEN_CHANNEL;
            case GREEN_CHANNEL -> URGENT;
            case URGENT -> ROUTINE;
            case ROUTINE, BULK -> BULK;
        };
    }
}
