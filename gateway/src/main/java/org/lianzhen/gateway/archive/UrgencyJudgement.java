package org.lianzhen.gateway.archive;

import org.lianzhen.gateway.member.Urgency;

/** An urgency, and who said so. */
public record UrgencyJudgement(Urgency urgency, Source source) {
    /** Nobody said anything. */
    public static final UrgencyJudgement NONE = new UrgencyJudgement(Urgency.ROUTINE, Source.DEFAULT);

    /** Who said so. */
    public enum Source {
        /** It was sent to an AE title of ours that is kept for such objects. */
        CALLED_AE_TITLE,
        /** Priority (0000,0700) of the C-STORE. */
        COMMAND_PRIORITY,
        /** Requested Procedure Priority (0040,1003). */
        REQUESTED_PROCEDURE_PRIORITY,
        /** Study Priority ID (0032,000C). */
        STUDY_PRIORITY_ID,
        /** The order that the object belongs to. */
        ORDER,
        /** Somebody who looked. */
        PERSON,
        /** Nobody. */
        DEFAULT
    }

    /** The more urgent of both; this one when they say the same. */
    public UrgencyJudgement or(UrgencyJudgement other) {
        boolean otherSays = source == Source.DEFAULT || other.urgency.compareTo(urgency) < 0;
        return other.source != Source.DEFAULT && otherSays ? other : this;
    }
}
