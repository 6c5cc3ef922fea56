package org.lianzhen.gateway.reading.critical;

/** How far a critical value has come. */
public enum CriticalState {
    /** Somebody has seen it on the images, or in the patient. */
    RAISED,
    /** Somebody who treats the patient was told. */
    NOTIFIED,
    /** Nobody has read it back in time: those above are told. */
    ESCALATED,
    /** Whoever received it has read it back. */
    ACKNOWLEDGED,
    /** What was done is on record. */
    HANDLED,
    /** The report is final, too: nothing is left to do. */
    CLOSED,
    /** It was none. */
    WITHDRAWN;

    /** Whether nobody has read it back yet. */
    public boolean isUnanswered() {
        return this == RAISED || this == NOTIFIED || this == ESCALATED;
    }

    /** Whether nothing is left to do. */
    public boolean isOver() {
        return this == CLOSED || this == WITHDRAWN;
    }
}
