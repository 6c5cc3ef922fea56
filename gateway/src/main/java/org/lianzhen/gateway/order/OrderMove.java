package org.lianzhen.gateway.order;

/** What may happen to an order. */
public enum OrderMove {
    /** It was placed. */
    PLACE,
    /** It asks for something else than before. */
    CHANGE,
    /** A device begins. */
    BEGIN,
    /** A device is done, or the images are here. */
    PERFORM,
    /** A device gives up. */
    DISCONTINUE,
    /** Whoever ordered wants it no longer. */
    CANCEL,
    /** The study that was taken for its result is not. */
    REOPEN
}
