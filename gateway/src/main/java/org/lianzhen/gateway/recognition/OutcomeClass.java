package org.lianzhen.gateway.recognition;

/** What an existing result is to an order, the best first. */
public enum OutcomeClass {
    /** It answers the order, and its quality is vouched for. */
    SHOULD_RECOGNIZE,
    /** The ordering unit has done it itself; that is no recognition between units. */
    INTERNAL_DUPLICATE,
    /** It answers the order, and nobody vouches for it here. */
    MAY_RECOGNIZE, NOT_ELIGIBLE,
    /** There is no result at all. */
    NO_PRIOR,
    /** Nobody could say in time: the order goes on, and is looked at later. */
    UNAVAILABLE
}
