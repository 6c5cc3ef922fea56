package org.lianzhen.gateway.member;

/** What a node may ask of us. */
public enum Licence {
    /** To store instances, to ask for commitment, and to report procedure steps. */
    STORE,
    /** To query studies and worklists. */
    QUERY,
    /** To have studies sent to itself or to others. */
    RETRIEVE
}
