package org.lianzhen.gateway.archive.receipt;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a study has come in.
 *
 * @param rule that says that it is stable; null while it is being received
 * @param since when it is stable; null while it is being received
 */
public record Receipt(@Nullable Rule rule, @Nullable Instant since) {
    /** More may be on its way. */
    public static final Receipt RECEIVING = new Receipt(null, null);

    /** What says that a study is here as a whole, until something new of it comes. */
    public enum Rule {
        /** Nothing new has come for a while. */
        QUIET,
        /** Its unit has asked for storage commitment of all that is here (PS3.4 annex J). */
        COMMITMENT,
        /** A person or program has said so. */
        SIGNAL
    }

    /** As people say it. */
    public enum State {
        RECEIVING, STABLE
    }

    public State state() {
        return rule == null ? State.RECEIVING : State.STABLE;
    }
}
