package org.lianzhen.gateway.reading.queue;

/** How far the reading of a study has come. */
public enum ReadingState {
    /** Images are still arriving; it may be looked at, but the clock does not run yet. */
    RECEIVING,
    /** All of it is here, and something about it must be decided first: another patient's images may be among them. */
    QUARANTINED,
    /** Waits for somebody to read it. */
    QUEUED,
    /** Somebody is writing the report, and nobody else may. */
    CLAIMED,
    /** The preliminary report is signed, and waits for another person. */
    PRELIM_WRITTEN,
    /** Somebody else is looking at the preliminary report. */
    IN_REVIEW,
    /** The reviewer wants something changed. */
    SENT_BACK,
    /** The report is final. */
    APPROVED,
    /** The images do not suffice: the unit shall take others. */
    RECALL_FOR_REPEAT,
    /** The report was final and is not valid any more. */
    WITHDRAWN,
    /** Given to another centre, where nobody has taken it in hand yet. */
    ESCALATED,
    /** Other images were asked for, and came as another study. */
    REPLACED;

    /** Whether somebody has it in hand. */
    public boolean isHeld() {
        return this == CLAIMED || this == IN_REVIEW;
    }

    /** Whether nothing is left to do. */
    public boolean isOver() {
        return this == APPROVED || this == WITHDRAWN || this == REPLACED;
    }
}
