package org.lianzhen.gateway.access;

/** What may be asked for, and is allowed or not. */
public enum Operation {
    SEARCH_STUDIES, VIEW_STUDIES,
    /** Draws and measures on images, for oneself, and sets up how one looks at them. */
    ANNOTATE_STUDIES,
    /** Gives the patient a link to a study. */
    SHARE_STUDIES,
    /** Whole instances leave the house. */
    EXPORT_STUDIES, STORE_STUDIES,
    SEARCH_PATIENTS, LINK_PATIENTS,
    /** Alerts, parked versions and texts to repair: to see them, and to decide on them. */
    VIEW_CONFLICTS, SETTLE_CONFLICTS,
    VIEW_MEMBERS, EDIT_NODES, EDIT_AGREEMENTS,
    /** What is sent where: to see it, and to hold or repeat it. */
    VIEW_DELIVERIES, CHANGE_DELIVERIES,
    /** Says that all of a study has been sent. */
    SETTLE_RECEIPTS,
    /** The documents that say what goes where: to see them, and to put others in force. */
    EDIT_ROUTES,
    /** Calls a node to find out what is wrong with the way to it. */
    EXAMINE_LINKS,
    VIEW_OPERATIONS, EDIT_ACCOUNTS, READ_AUDIT,
    /** Opens a study for oneself in an emergency: to do it, and to look afterwards whether it was right. */
    BREAK_GLASS, REVIEW_BREAK_GLASS,
    /** Who is on duty: to see it, and to change it for the own unit; the technical duties are changed for all units. */
    VIEW_ROSTERS, EDIT_ROSTERS, EDIT_SYSTEM_ROSTERS,
    /** What one was told oneself; and all of the own unit, with the right to end it. */
    VIEW_NOTICES, OVERSEE_NOTICES,
    /** Working hours and holidays; the ways on which people are told of things. */
    EDIT_CALENDAR, EDIT_CHANNELS,
    /** Orders: to see them, to place, change and cancel them, and to decide which study came of which. */
    VIEW_ORDERS, PLACE_ORDERS, MATCH_ORDERS,
    /** The queue of one's centre: to see it, to give what is in it to people, and to say how long things may take. */
    VIEW_READINGS, DIRECT_READINGS, EDIT_READING_RULES,
    /** What one's centre has done, counted. */
    VIEW_FIGURES,
    /** Reports: to see signed ones, to write them, and to look at those that others have written and sign them as final. */
    VIEW_REPORTS, WRITE_REPORTS, APPROVE_REPORTS,
    /** Says that one has read that a report was amended or withdrawn. */
    ACKNOWLEDGE_REPORTS,
    /** Critical values: to see them, to raise them or take them back, and to read them back and say what was done. */
    VIEW_CRITICAL, RAISE_CRITICAL, ANSWER_CRITICAL,
    /** How good images are: to see it, and to say so. */
    VIEW_QUALITY, GRADE_IMAGES,
    /** Asks at the moment of ordering whether a result is there already, and says whether it is used. */
    RECOGNISE_RESULTS,
    /** What is recognised, and by which rules: to see it, and to propose and approve changes. */
    VIEW_CATALOGUE, EDIT_CATALOGUE,
    /** Says which units passed quality control, and suspends them. */
    CERTIFY_UNITS,
    /** What became of what was asked, counted. */
    VIEW_RECOGNITION
}
