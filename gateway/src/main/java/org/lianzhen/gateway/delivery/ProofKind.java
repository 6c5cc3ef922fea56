package org.lianzhen.gateway.delivery;

/** What proves that a destination has something. */
public enum ProofKind {
    /** It has taken responsibility for it (PS3.4 annex J). */
    COMMITMENT,
    /** It finds it when it is asked. */
    QUERY
}
