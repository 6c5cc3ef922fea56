package org.lianzhen.gateway.access;

/** What a caller has to do with the data that something is asked about. Exactly one holds for a unit's data. */
public enum Relation {
    /** It belongs to the caller's unit. */
    OWN_UNIT,
    /** The caller's unit may read it by an agreement about images that is alive today. */
    AGREEMENT,
    /** The same, and the caller's unit has the imaging centre that reads for others. */
    CENTRE,
    /** This one study is open to this account for a time: by a case, an invitation, or because it broke the glass. */
    CASE,
    /** Nothing. */
    OTHER_UNIT
}
