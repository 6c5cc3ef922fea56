package org.lianzhen.gateway.audit;

import org.jspecify.annotations.Nullable;

/**
 * What became of the chain of events.
 *
 * @param checked links that were found whole, before the first broken one if there is one
 * @param last the last whole link; sequence 0 when there is none
 * @param waiting events that were kept and have no place in the chain yet
 * @param broken the first broken link, or null when all are whole
 */
public record ChainReport(long checked, Link last, long waiting, @Nullable Break broken) {

    /**
     * A place in the chain.
     *
     * @param hash of the chain up to it, in hexadecimal
     */
    public record Link(long sequence, String hash) {}

    /**
     * A broken link.
     *
     * @param sequence of the link, 0 for an event that should have one and has none
     */
    public record Break(long sequence, Damage damage) {}

    /** What is wrong with a link. */
    public enum Damage {
        /** The link is not there, and later ones are. */
        LINK_MISSING,
        /** Its event is not there. */
        EVENT_MISSING,
        /** The event, or the hash, is not what it was. */
        CHANGED,
        /** An event is there that never came to the chain. */
        EVENT_OUTSIDE,
        /** The link is not the one that was noted outside the database. */
        NOT_AS_NOTED,
        /** A later link was noted outside the database, and the chain ends here. */
        CUT_OFF
    }

    public boolean isWhole() {
        return broken == null;
    }
}
