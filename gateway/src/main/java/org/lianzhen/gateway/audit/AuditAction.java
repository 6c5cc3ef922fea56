package org.lianzhen.gateway.audit;

/** What can be done. */
public enum AuditAction {
    LOGIN, LOGOUT, SESSION_REVOKE,
    /** A session that had locked itself was opened again with the password. */
    SESSION_UNLOCK,
    /** A session was shown from an address that it does not belong to, and ended. */
    SESSION_MISUSE,
    /** A second factor was enrolled, replaced or taken away. */
    SECOND_FACTOR_CHANGE,
    /** How strict access is. */
    ACCESS_RULE_CHANGE,
    /** Somebody opened a study for themselves in an emergency, and somebody looked whether that was right. */
    BREAK_GLASS, BREAK_GLASS_REVIEW,
    /** A link to a study was given to the patient, or taken back; somebody opened it. The object is the study. */
    SHARE_ISSUE, SHARE_REVOKE, SHARE_OPEN,
    /** Something was asked for that no role of the actor allows; the object is the operation. */
    ACCESS_REFUSE,
    /** Changes of accounts, their roles and passwords. */
    ACCOUNT_CHANGE,
    /** A search whose answers name patients. */
    PATIENT_SEARCH,
    /** Links between identities of a patient, and their ends. */
    PATIENT_LINK, PATIENT_UNLINK,
    /** Metadata, frames or renderings of a study were handed out. */
    STUDY_VIEW,
    /** Whole instances were handed out. */
    STUDY_EXPORT,
    /** Instances were taken in. */
    STUDY_STORE,
    /** Instances were sent to a destination, or given up. */
    STUDY_SEND,
    /** Somebody drew or measured on images of a study, or chose key images. */
    STUDY_MARK,
    /** A study to be read was claimed, given back, given to somebody else, or sent back to who wrote its report. */
    READING_MOVE,
    /** A draft of a report was written; a report was signed, or looked at. The object is the study. */
    REPORT_DRAFT, REPORT_SIGN, REPORT_VIEW,
    /** A report was sent to a program of the unit that made the study, which has it. The object is the study. */
    REPORT_SEND,
    /** A critical value of a study went a step further, or was looked at. */
    CRITICAL_STEP, CRITICAL_VIEW,
    /** Images of a study were graded, or their grades looked at. */
    QUALITY_GRADE, QUALITY_VIEW,
    /** Somebody said that they have read that a report was amended or withdrawn. */
    REPORT_ACKNOWLEDGE,
    /** It was proposed, confirmed or rejected that a study belongs to another patient; the object is the study. */
    STUDY_MOVE,
    /** How long reading may take, and which centre reads what. */
    READING_RULE_CHANGE,
    /** What is recognised between units, and by which rules; which units passed quality control. */
    CATALOGUE_CHANGE, CERTIFICATE_CHANGE,
    /** An order was held against the results that are there; these were looked at; it was decided whether one is used. */
    RECOGNITION_CHECK, RECOGNITION_VIEW, RECOGNITION_DECIDE,
    /** Words that are ready to be put into reports. */
    TEMPLATE_CHANGE,
    /** Figures of a centre, which tell of those who read for it, were looked at. */
    FIGURE_VIEW,
    /** A page was printed; the object is the study that it shows. */
    PAGE_PRINT,
    /** Somebody said that a study has been sent as a whole. */
    STUDY_COMPLETE,
    /** A parked version was put in force, or refused for good. */
    VERSION_RELEASE, VERSION_REJECT,
    ALERT_SETTLE,
    /** Text was found to be in another character set, or that was taken back. */
    CHARSET_REPAIR,
    ASSOCIATION_ACCEPT, ASSOCIATION_REJECT, COMMITMENT,
    /** Units, nodes, agreements. */
    MEMBER_CHANGE,
    /** Where things go. */
    ROUTE_CHANGE,
    /** A person held, let go, cancelled, repeated or re-prioritised deliveries. */
    DELIVERY_CHANGE,
    /** A node was called to find out what is wrong with the way to it; test images may have been stored there. */
    LINK_EXAMINE,
    /** Working hours, holidays and make-up days. */
    CALENDAR_CHANGE,
    /** Who is on duty. */
    ROSTER_CHANGE,
    /** The ways on which people are told of things; also the test of one. */
    CHANNEL_CHANGE, CHANNEL_TEST,
    /** A matter for people: it was raised, somebody has taken it, nobody has, or it has ceased; old ones are deleted. */
    NOTICE_RAISE, NOTICE_ACKNOWLEDGE, NOTICE_EXHAUST, NOTICE_WITHDRAW, NOTICE_DELETE,
    /** An order was looked at, placed, changed or moved; it was decided what came of it. */
    ORDER_VIEW, ORDER_PLACE, ORDER_CHANGE, ORDER_MATCH,
    /** A hospital information system said something of a patient after the fact, or somebody decided on that. */
    PATIENT_UPDATE,
    /** Masked values of a patient were shown in full to somebody who asked for that. */
    PATIENT_REVEAL,
    /** A backup of everything began, or ended; the object is its name. */
    BACKUP_BEGIN, BACKUP_END,
    /** All that is here was put back from a backup; the object is its name. */
    RESTORE,
    /** The audit log itself was read. */
    AUDIT_READ,
    GATEWAY_START, GATEWAY_STOP,
    /** The gateway was started with other settings than before. */
    CONFIG_CHANGE,
    /** A certificate, or a key that something is sealed or signed with, is another one than before. */
    KEY_CHANGE,
    /** The clock of this machine was set. */
    CLOCK_JUMP
}
