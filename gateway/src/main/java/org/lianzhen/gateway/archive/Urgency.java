package org.lianzhen.gateway.archive;

/** How soon an object must reach those who need it, most urgent first. */
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

    /** An urgency, and who said so. */
    public record Judgement(Urgency urgency, Source source) {
        /** Nobody said anything. */
        public static final Judgement NONE = new Judgement(ROUTINE, Source.DEFAULT);

        /** The more urgent of both; this one when they say the same. */
        public Judgement or(Judgement other) {
            boolean otherSays = source == Source.DEFAULT || other.urgency.compareTo(urgency) < 0;
            return other.source != Source.DEFAULT && otherSays ? other : this;
        }
    }
}
